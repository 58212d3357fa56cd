package io.heddle.am.rest;

import io.heddle.am.start.StartGuard;
import io.heddle.core.agent.IoPool;
import io.heddle.core.config.Configuration;
import io.heddle.core.launch.StartReport;
import io.heddle.core.security.Secret;
import io.heddle.core.security.Tls;
import io.heddle.core.time.Clock;
import io.heddle.core.transport.Endpoint;
import io.heddle.core.transport.NetThreads;
import io.heddle.core.transport.PortRange;
import io.heddle.core.transport.http.HttpServer;
import io.heddle.core.transport.http.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The two listeners of the REST interface, with the same routes: the owner's, and the one for YARN's proxy. */
public final class RestServer {
    private static final String ANY_ADDRESS = "0.0.0.0";

    private final HttpServer owner;
    private final HttpServer proxied;
    private final CompletableFuture<Void> resultFetched;

    private RestServer(HttpServer owner, HttpServer proxied, CompletableFuture<Void> resultFetched) {
        this.owner = owner;
        this.proxied = proxied;
        this.resultFetched = resultFetched;
    }

    /**
     * What the resources speak about.
     *
     * @param logs the master's log directory
     * @param guard what is asked about the start of a job that comes without a client's decision
     * @param uploaded what clients need not upload again
     * @param archive of jobs that ended under earlier masters
     */
    public record Served(
            Master master,
            IoPool io,
            Clock clock,
            Configuration configuration,
            Path logs,
            StartGuard guard,
            UploadedFiles uploaded,
            ArchivedJobs archive) {}

    /** Who may speak to the owner's listener, and where it may be. */
    public record OwnerAccess(Tls tls, Secret token, PortRange ports) {}

    /**
     * Who may speak to the proxy's listener.
     *
     * @param hosts the addresses of YARN's proxies
     * @param issued TLS as the ResourceManager issued it, or null where it issues none
     */
    public record ProxyAccess(
            Set<InetAddress> hosts, @Nullable SSLContext issued) {}

    public static RestServer listen(NetThreads net, OwnerAccess ownerAccess, ProxyAccess proxyAccess, Served served)
            throws IOException {
        CompletableFuture<Void> resultFetched = new CompletableFuture<>();
        List<Route> routes = routes(served, resultFetched);
        HttpServer owner = ownerAccess
                .ports()
                .first(port -> HttpServer.forOwner(
                        net, new Endpoint(ANY_ADDRESS, port), ownerAccess.tls(), ownerAccess.token(), routes));
        HttpServer proxied = HttpServer.forYarnProxy(
                net, new Endpoint(ANY_ADDRESS, 0), proxyAccess.hosts(), proxyAccess.issued(), routes);
        return new RestServer(owner, proxied, resultFetched);
    }

    static List<Route> routes(Served served, CompletableFuture<Void> resultFetched) {
        Master master = served.master();
        Replies replies = new Replies(served.io());
        JobPages pages = new JobPages(master, replies, served.archive());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ClusterResources(master, replies, StartReport.version(RestServer.class)).routes());
        routes.addAll(new JobResources(master, replies, pages, served.clock()).routes());
        routes.addAll(new CheckpointResources(master, replies, pages, served.configuration()).routes());
        routes.addAll(new VertexResources(master, replies, served.clock()).routes());
        routes.addAll(
                new SubmissionResources(master, replies, served.guard(), served.uploaded(), resultFetched).routes());
        routes.addAll(new SnapshotResources(master, replies).routes());
        routes.addAll(new WorkerResources(master, replies, served.clock()).routes());
        routes.addAll(new MasterResources(served.configuration(), served.logs()).routes());
        routes.add(IndexPage.description());
        routes.add(IndexPage.over(routes));
        return routes;
    }

    /** The port of the owner's listener. */
    public int port() {
        return owner.endpoint().port();
    }

    /** The port of the proxy's listener. */
    public int proxiedPort() {
        return proxied.endpoint().port();
    }

    /** Done when somebody has been given the result of a job that had ended. */
    public CompletableFuture<Void> resultFetched() {
        return resultFetched;
    }
}
