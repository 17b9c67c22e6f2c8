-- An attempt's money comes late or a second time, once: of two reports at the same moment, which may see the order
-- before and after it was paid, one makes the case.
CREATE UNIQUE INDEX contradiction_money ON contradiction (bucket, pay_order_no, attempt_no) WHERE kind <> 'LATE_DECLINE';
