import { drawing } from './cards.ts';
import { dist, serve, type Listening } from './http.ts';
import { Institution, type MockOrder } from './institution.ts';
import { Mandates, type MockMandate } from './mandates.ts';
import { menu, Merchant } from './merchant.ts';
import { Terminal } from './terminal.ts';

export const shop = 'sip:10650100@botplatform.rcs.chinaunicom.example';

/** Everything the pages talk to, in one process and in memory; tests reach into it to bring about odd states. */
export interface Mock {
  institution: Institution;
  mandates: Mandates;
  terminal: Terminal;
  handsetUrl: string;
  cashierOrigin: string;
  payUrl(order: MockOrder): string;
  signUrl(mandate: MockMandate): string;
  digits(sid: string): Promise<string>;
  /** The shop agrees to the refund that was asked for. */
  approveRefund(): Promise<void>;
  close(): Promise<void>;
}

export async function startMock(base = 0): Promise<Mock> {
  const institution = new Institution();
  const mandates = new Mandates(institution);
  const terminal = new Terminal();
  let cashierOrigin = '';
  const merchant = new Merchant(
    institution,
    () => cashierOrigin,
    (parts, subject) => {
      terminal.deliver(shop, parts);
      terminal.wire({
        link: 'CARD',
        from: '中国联通',
        to: '138****8000',
        method: null,
        url: null,
        status: null,
        requestBody: parts,
        subject: subject ?? null,
      });
    },
  );
  const port = (n: number) => (base ? base + n : 0);
  const headers = () => ({ 'cache-control': 'no-store' });

  const keypad = await serve(
    'localhost',
    port(2),
    institution.keypad(),
    (path) => dist('keypad', path),
    headers,
  );
  const cashier = await serve(
    'localhost',
    port(1),
    { ...institution.cashier(), ...mandates.routes() },
    (path) => dist('cashier', /^\/(pay|mandate)\//.test(path) ? 'index.html' : path),
    headers,
  );
  const handset = await serve(
    '127.0.0.1',
    port(3),
    { ...terminal.routes(), ...pictures() },
    (path) => dist('handset', path === '/' ? 'index.html' : path),
    headers,
  );
  cashierOrigin = cashier.origin;
  institution.keypadOrigin = keypad.origin;
  institution.frameParent = handset.origin;
  terminal.handset.cashierOrigin = cashier.origin;
  terminal.add({
    chatbot: shop,
    name: '海风咖啡',
    logo: '/logo/logo.svg',
    description: '点单、支付、退款，都在消息里完成。',
    verified: true,
    unread: 0,
    lastText: null,
    lastAt: null,
    menu,
  });
  terminal.hear = (chatbot, said) => chatbot === shop && merchant.hear(said);
  const place = institution.place.bind(institution);
  institution.place = (order) => recordPlacing(terminal, place(order));
  institution.onPaid = (order) => {
    const at = new Date().toISOString();
    terminal.timelines.set(order.payOrderNo, [{ at, kind: 'PAID' }]);
    recordCallback(terminal, order);
    setTimeout(() => merchant.paid(order), 120);
  };

  const all: Listening[] = [keypad, cashier, handset];
  return {
    institution,
    mandates,
    terminal,
    handsetUrl: handset.origin,
    cashierOrigin,
    payUrl: (order) => `${cashierOrigin}/pay/${order.payOrderNo}?t=${order.reference}`,
    signUrl: (mandate) => `${cashierOrigin}/mandate/${mandate.mandateNo}?t=${mandate.reference}`,
    digits: async (sid) => institution.vault.digits(sid),
    approveRefund: async () => merchant.approve(),
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
  };
}

function pictures() {
  const draw = ({ url, answer }: { url: URL; answer: import('node:http').ServerResponse }) => {
    answer.writeHead(200, { 'content-type': 'image/svg+xml' });
    answer.end(drawing(/([\w-]+)\.svg$/.exec(url.pathname)?.[1] ?? ''));
  };
  return { 'GET /media/*': draw, 'GET /logo/*': draw };
}

const signed = (tag: string) =>
  `sig1=("@method" "@authority" "@path" "@query" "content-digest");created=1795406400;nonce="n-${tag}";keyid="mk_demo";alg="ed25519";tag="${tag}"`;

function recordPlacing(terminal: Terminal, order: MockOrder): MockOrder {
  const merchantOrderNo = `M${order.payOrderNo.slice(1)}`;
  const body = {
    merchantOrderNo,
    merchantName: order.merchantName,
    orderAmount: order.amount,
    transactionType: 'WEBVIEW',
  };
  terminal.wire({
    link: 'PLATFORM',
    from: order.merchantName,
    to: 'MaaPay',
    url: 'http://127.0.0.1:8600/v1/payment-orders',
    tookMicros: 11_800,
    requestHeaders: {
      'content-type': 'application/json',
      'content-digest': 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
      'signature-input': signed('maapay'),
      signature: 'sig1=:aW4gdGhlIG1vY2s=:',
    },
    requestBody: JSON.stringify(body),
    responseBody: JSON.stringify({ payOrderNo: order.payOrderNo, ...body, result: 'SUCCESS' }),
    subject: merchantOrderNo,
  });
  return order;
}

function recordCallback(terminal: Terminal, order: MockOrder): void {
  terminal.wire({
    link: 'CALLBACK',
    from: 'MaaPay',
    to: order.merchantName,
    url: 'http://127.0.0.1:8604/notify',
    requestHeaders: { 'signature-input': signed('maapay-notice'), 'notification-id': 'N1' },
    requestBody: JSON.stringify({
      payOrderNo: order.payOrderNo,
      orderStatus: 'SUCCESS',
      orderAmount: order.amount,
    }),
    responseBody: '{"noticeResult":"SUCCESS"}',
    subject: order.payOrderNo,
  });
}
