// What the graph is made of: labels and relationship types, and how they meet
CALL db.schema.visualization()
