# Builds and tests the server, then keeps only what runs it.
#   docker build -t auth-server .
#   docker build -t auth-server --build-arg SKIP_TESTS=true .

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
# the dependencies change seldom: a layer of their own
RUN ./mvnw -B -ntp -q dependency:go-offline -DexcludeGroupIds=dev.authserver
COPY src src
ARG SKIP_TESTS=false
RUN ./mvnw -B -ntp verify -DskipTests="$SKIP_TESTS" \
 && java -Djarmode=tools -jar target/auth-server-*.jar extract --destination app --application-filename auth-server.jar \
 && test -f app/auth-server.jar

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Auth Server" \
      org.opencontainers.image.description="A small JWT authentication server" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 auth \
 && useradd --system --uid 10001 --gid auth --home-dir /nonexistent --shell /usr/sbin/nologin auth \
 && install -d -o auth -g auth -m 700 /data
WORKDIR /app
COPY --from=build /build/app ./

# Each flag and its reason; the training below must run with the same collector and -Xms.
#  UseSerialGC                 the smallest collector, right for small containers
#  Xms, MaxRAMPercentage       start small, leave a third of the memory to what is not heap
#  ExitOnOutOfMemoryError      a dead server is restarted, a dying one is not
#  AOTCache                    classes loaded and linked in the build; without a fitting cache the start is only slower
#  Xlog                        what the cache has to say is no log line of the server
ENV AUTH_JAVA_OPTIONS="-XX:+UseSerialGC -Xms32m -XX:MaxRAMPercentage=65 -XX:+ExitOnOutOfMemoryError -Xlog:aot=off -Xlog:cds=off"
RUN DATA_DIR=/tmp/training ACCESS_TOKEN_SECRET=training-access-0123456789-0123456789 \
    REFRESH_TOKEN_SECRET=training-refresh-0123456789-0123456789 SERVER_PORT=0 \
    java $AUTH_JAVA_OPTIONS -XX:AOTCacheOutput=/app/auth-server.aot -Dspring.context.exit=onRefresh -jar auth-server.jar \
 && rm -rf /tmp/training \
 && test -f /app/auth-server.aot

ENV SERVER_PORT=80 DATA_DIR=/data
USER 10001:10001
VOLUME /data
EXPOSE 80
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --start-interval=1s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$SERVER_PORT && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 line <&3 && [[ $line == *' 200'* ]]"]
# the shell gives way to java, which gets the signals
ENTRYPOINT ["sh", "-c", "exec java $AUTH_JAVA_OPTIONS -XX:AOTCache=/app/auth-server.aot -jar /app/auth-server.jar \"$@\"", "auth-server"]
