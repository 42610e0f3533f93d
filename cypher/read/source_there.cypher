// Whether the graph holds a source.
MATCH (s:Source {id: $id}) RETURN s.id AS id
