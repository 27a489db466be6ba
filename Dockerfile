# Builds and tests the server, then keeps only what runs it.
#   docker build -t auth-server .
#   docker build -t auth-server --build-arg SKIP_TESTS=true .

FROM eclipse-temurin:25-jdk AS build
# the tests start a PostgreSQL, which refuses to run as root
RUN useradd --uid 10001 --create-home --home-dir /build build
WORKDIR /build/auth-server
COPY --chown=build .mvn .mvn
COPY --chown=build mvnw pom.xml ./
# where Maven's archive is out of reach, mvnw takes the Maven of the distribution
RUN chown build . && su build -c './mvnw -version' \
 || { apt-get update && apt-get install -y --no-install-recommends maven; }
USER build
# the dependencies change seldom: a layer of their own
RUN ./mvnw -B -ntp -q dependency:go-offline
COPY --chown=build src src
ARG SKIP_TESTS=false
RUN ./mvnw -B -ntp verify -DskipTests="$SKIP_TESTS" \
 && java -Djarmode=tools -jar target/auth-server-*.jar extract --destination app --application-filename auth-server.jar

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Auth Server" \
      org.opencontainers.image.description="A small JWT authentication server" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --gid 10001 auth \
 && useradd --uid 10001 --gid auth --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin auth \
 && install -d -o auth -g auth -m 700 /data /backups
WORKDIR /app
COPY src/main/docker/java.options src/main/docker/train ./
COPY --from=build --chown=root:root /build/auth-server/app ./
# the start is trained: its classes are kept loaded and linked
RUN ./train

# one arena for what the Java machine itself allocates: more would keep memory that nobody uses
ENV SERVER_PORT=80 DATA_DIR=/data MALLOC_ARENA_MAX=1
USER 10001:10001
VOLUME /data
EXPOSE 80
# asks for liveness: to replace a container does not bring its database back; curl is not in the base image
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health/liveness HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:AOTCache=/app/auth-server.aot", "@/app/java.options", "-jar", "/app/auth-server.jar"]
