// A page of ids of facts, out of those whose name, place, quotes or notes hold the words.
CALL () {
  CALL db.index.fulltext.queryNodes('fact_text', $words) YIELD node
  RETURN node AS f
  UNION
  CALL db.index.fulltext.queryRelationships('claim_text', $words) YIELD relationship
  RETURN endNode(relationship) AS f
}
WITH f
// include: fact_filters
