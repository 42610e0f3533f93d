# The API as a container; Neo4j is another one (docker-compose.yml).
FROM python:3.12-slim

WORKDIR /app

# First what changes seldom: the locked dependencies, each with its hash. hatchling, which builds Bilat, is among them.
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY loaders loaders
COPY api api
COPY cypher cypher
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

# Nothing here needs root, and nothing is written: what there is to keep is Neo4j's.
RUN useradd --system --no-create-home bilat
USER bilat

EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]

# A new database gets its schema first; one that has it loses no time.
CMD ["sh", "-c", "bilat schema && exec bilat serve --host 0.0.0.0 --port 8000"]
