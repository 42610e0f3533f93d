// Whether the server tried to open the database and could not; asked of the database `system`. One that is still being
// opened has no message.
SHOW DATABASES YIELD name, currentStatus, statusMessage
WHERE name = $name
RETURN currentStatus <> 'online' AND coalesce(statusMessage, '') <> '' AS failed
