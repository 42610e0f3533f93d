// Whether the database takes queries at all: one that couldn't write its log takes none until it is started again.
RETURN 1 AS one
