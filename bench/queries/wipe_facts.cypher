// Facts and sources with all that hangs on them, in several transactions.
MATCH (n) WHERE n:Fact OR n:Source
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS
