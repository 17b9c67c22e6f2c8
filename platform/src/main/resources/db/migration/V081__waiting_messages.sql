-- How many messages wait changes in a moment, when an operator does not answer. Counted in quiet times they seem so few that a plan reads all of
-- them for each; not counted, it looks up each person's first.
ALTER TABLE chatbot_message ALTER COLUMN state SET STATISTICS 0;
