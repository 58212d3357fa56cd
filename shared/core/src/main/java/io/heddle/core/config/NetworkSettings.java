package io.heddle.core.config;

import static io.heddle.core.config.Scope.CLIENT;
import static io.heddle.core.config.Scope.JOB;
import static io.heddle.core.config.Scope.MASTER;
import static io.heddle.core.config.Scope.WORKER;

import io.heddle.core.transport.SocketPolling;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The data plane, security and metrics. */
public final class NetworkSettings {
    private NetworkSettings() {}

    public static final Setting<Integer> BUFFERS_PER_CHANNEL = Setting.integer(
                    "taskmanager.network.memory.buffers-per-channel")
            .orElse(2)
            .in(WORKER)
            .withoutEffect()
            .says("Flink: buffers that each channel between processes owns. Heddle gives credit by what a channel"
                    + " uses.");
    public static final Setting<Integer> FLOATING_BUFFERS = Setting.integer(
                    "taskmanager.network.memory.floating-buffers-per-gate")
            .orElse(8)
            .in(WORKER)
            .withoutEffect()
            .says("Flink: buffers shared by the channels of one input. Heddle gives credit by what a channel uses.");
    public static final Setting<Integer> MAX_BUFFERS_PER_CHANNEL = Setting.integer(
                    "taskmanager.network.memory.max-buffers-per-channel")
            .orElse(10)
            .in(WORKER)
            .withoutEffect()
            .says("Most buffers one channel may fill.");
    public static final Setting<Integer> OVERDRAFT_BUFFERS = Setting.integer(
                    "taskmanager.network.memory.max-overdraft-buffers-per-gate")
            .orElse(5)
            .in(WORKER)
            .withoutEffect()
            .says("Buffers beyond the limit that one record may fill.");
    public static final Setting<Integer> NETTY_THREADS = Setting.integer("taskmanager.network.netty.server.numThreads")
            .orElse(-1)
            .in(WORKER)
            .also("taskmanager.network.netty.client.numThreads", "taskmanager.network.netty.num-arenas")
            .withoutEffect()
            .says("Network threads of a worker; -1: by its slots.");
    public static final Setting<SocketPolling> NETTY_TRANSPORT = Setting.choice(
                    "taskmanager.network.netty.transport", SocketPolling.class)
            .orElse(SocketPolling.AUTO)
            .in(WORKER)
            .says("How a worker waits for its sockets: NIO, EPOLL, or AUTO for epoll where its library loads.");
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.duration(
                    "taskmanager.network.netty.client.connectTimeoutSec", ChronoUnit.SECONDS)
            .orElse(Duration.ofMinutes(2))
            .in(WORKER)
            .withoutEffect()
            .says("Longest time to connect to another worker.");
    public static final Setting<Duration> REQUEST_BACKOFF_INITIAL = Setting.duration(
                    "taskmanager.network.request-backoff.initial")
            .orElse(Duration.ofMillis(100))
            .in(WORKER)
            .withoutEffect()
            .says("First pause before a partition that is not there yet is asked for again.");
    public static final Setting<Duration> REQUEST_BACKOFF_MAX = Setting.duration(
                    "taskmanager.network.request-backoff.max")
            .orElse(Duration.ofSeconds(10))
            .in(WORKER)
            .withoutEffect()
            .says("Longest such pause.");
    public static final Setting<Boolean> DETAILED_METRICS = Setting.flag("taskmanager.network.detailed-metrics")
            .orElse(false)
            .in(WORKER)
            .withoutEffect()
            .says("Whether every channel has metrics of its own.");
    public static final Setting<Integer> NUMBER_OF_BUFFERS = Setting.integer("taskmanager.network.numberOfBuffers")
            .in(WORKER)
            .withoutEffect()
            .says("Flink before 1.10; now taskmanager.memory.network.*.");
    public static final Setting<Boolean> SHUFFLE_COMPRESSION = Setting.flag(
                    "taskmanager.network.batch-shuffle.compression.enabled")
            .orElse(true)
            .in(WORKER)
            .formerly("taskmanager.network.blocking-shuffle.compression.enabled")
            .withoutEffect()
            .says("Batch: whether results on disk are compressed.");
    public static final Setting<Integer> SORT_SHUFFLE_BUFFERS = Setting.integer(
                    "taskmanager.network.sort-shuffle.min-buffers")
            .orElse(512)
            .in(WORKER)
            .withoutEffect()
            .says("Batch: least buffers for sorting results.");
    public static final Setting<Boolean> BUFFER_DEBLOAT = Setting.flag(
                    "taskmanager.network.memory.buffer-debloat.enabled")
            .orElse(false)
            .in(WORKER)
            .withoutEffect()
            .says("Whether the amount in flight follows the throughput.");
    public static final Setting<Duration> BUFFER_DEBLOAT_TARGET = Setting.duration(
                    "taskmanager.network.memory.buffer-debloat.target")
            .orElse(Duration.ofSeconds(1))
            .in(WORKER)
            .withoutEffect()
            .says("Time in which what is in flight should be consumed.");

    public static final Setting<Boolean> INTERNAL_TLS = Setting.flag("security.ssl.internal.enabled")
            .orElse(true)
            .in(CLIENT, MASTER, WORKER)
            .also("security.ssl.rest.enabled", "security.ssl.enabled")
            .withoutEffect()
            .says("TLS between the processes. Always on: nothing of Heddle listens without.");
    public static final Setting<String> KERBEROS_PRINCIPAL = Setting.text("security.kerberos.login.principal")
            .in(CLIENT)
            .formerly("security.principal")
            .says("Kerberos principal of the submitter on a secure cluster; together with the keytab. Without both the"
                    + " user's ticket cache is used.");
    public static final Setting<String> KERBEROS_KEYTAB = Setting.text("security.kerberos.login.keytab")
            .in(CLIENT)
            .formerly("security.keytab")
            .says("Keytab of that principal, on the submitter's machine; it is not shipped.");
    public static final Setting<Boolean> KERBEROS_TICKET_CACHE = Setting.flag(
                    "security.kerberos.login.use-ticket-cache")
            .orElse(true)
            .in(CLIENT)
            .withoutEffect()
            .says("Whether the user's ticket cache is used.");
    public static final Setting<List<String>> KERBEROS_CONTEXTS = Setting.list("security.kerberos.login.contexts")
            .orElse(List.of())
            .in(CLIENT)
            .withoutEffect()
            .says("JAAS contexts that get the login.");
    public static final Setting<String> KRB5_CONF = Setting.text("security.kerberos.krb5-conf.path")
            .in(CLIENT)
            .withoutEffect()
            .says("A krb5.conf to ship.");
    public static final Setting<Duration> KERBEROS_RELOGIN = Setting.duration("security.kerberos.relogin.period")
            .orElse(Duration.ofMinutes(1))
            .in(MASTER)
            .withoutEffect()
            .says("How often the login is checked.");
    public static final Setting<List<String>> TOKEN_FILE_SYSTEMS = Setting.list(
                    "security.kerberos.access.hadoopFileSystems")
            .orElse(List.of())
            .in(CLIENT)
            .formerly("yarn.security.kerberos.additionalFileSystems")
            .says("Further file systems for which delegation tokens are fetched.");
    public static final Setting<Boolean> DELEGATION_TOKENS = Setting.flag("security.delegation.tokens.enabled")
            .orElse(true)
            .in(CLIENT)
            .formerly("security.kerberos.fetch.delegation-token")
            .says("Whether the submitter fetches delegation tokens on a secure cluster. Without them the containers"
                    + " need another way into HDFS.");
    public static final Setting<Duration> TOKEN_RETRY = Setting.duration(
                    "security.delegation.tokens.renewal.retry.backoff")
            .orElse(Duration.ofHours(1))
            .in(MASTER)
            .withoutEffect()
            .formerly("security.kerberos.tokens.renewal.retry.backoff")
            .says("Pause after a failed renewal of tokens.");
    public static final Setting<Double> TOKEN_RATIO = Setting.number("security.delegation.tokens.renewal.time-ratio")
            .orElse(0.75)
            .in(MASTER)
            .withoutEffect()
            .formerly("security.kerberos.tokens.renewal.time-ratio")
            .says("Share of the tokens' life after which new ones are fetched.");

    public static final Setting<Duration> METRICS_INTERVAL = Setting.duration("metrics.fetcher.update-interval")
            .orElse(Duration.ofSeconds(2))
            .in(MASTER, WORKER)
            .withoutEffect()
            .says("Flink: how often counters are fetched. Heddle's workers send them with each heartbeat"
                    + " (heartbeat.interval).");
    public static final Setting<Duration> LATENCY_INTERVAL = Setting.duration("metrics.latency.interval")
            .orElse(Duration.ZERO)
            .in(JOB)
            .withoutEffect()
            .says("How often latency markers are sent; 0: never.");
    public static final Setting<List<String>> METRICS_REPORTERS = Setting.list("metrics.reporters")
            .orElse(List.of())
            .in(MASTER, WORKER)
            .withoutEffect()
            .says("Names of the reporters used, each configured by metrics.reporter.NAME.*");
}
