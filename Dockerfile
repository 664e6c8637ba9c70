# The site: web, worker and commands are one image, started with different words (see compose.yaml).
FROM python:3.11-slim-bookworm
WORKDIR /site
COPY requirements/app.txt requirements/app.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/app.txt
COPY . .
RUN useradd --system --uid 10001 site && install -d -o site /data
USER site
ENV FLASK_APP=app DATA_DIR=/data HOST=0.0.0.0 PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "app", "serve"]
