// Which of these queries from outside the database still works at, by the marks that they were sent with.
// pattern: none
SHOW TRANSACTIONS YIELD metaData
WHERE metaData.bilat IN $marks
RETURN DISTINCT metaData.bilat AS mark
