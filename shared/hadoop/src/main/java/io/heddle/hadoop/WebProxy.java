package io.heddle.hadoop;

import io.heddle.core.config.ProcessEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.HAUtil;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** YARN's web proxy: from where it speaks to an application's pages, and with which certificate. */
public final class WebProxy {
    private static final Logger LOG = LogManager.getLogger(WebProxy.class);

    private WebProxy() {}

    /** The addresses it may speak from: its own host if it has one, the ResourceManagers' otherwise. */
    public static Set<InetAddress> addresses(Configuration hadoop) {
        Set<InetAddress> addresses = new HashSet<>();
        String own = hadoop.get(YarnConfiguration.PROXY_ADDRESS, "");
        if (!own.isBlank()) {
            add(addresses, own);
        } else if (HAUtil.isHAEnabled(hadoop)) {
            for (String id : HAUtil.getRMHAIds(hadoop)) {
                add(addresses, hadoop.get(YarnConfiguration.RM_HOSTNAME + "." + id, ""));
                add(addresses, hadoop.get(YarnConfiguration.RM_WEBAPP_ADDRESS + "." + id, ""));
            }
        } else {
            for (String key : List.of(YarnConfiguration.RM_WEBAPP_ADDRESS, YarnConfiguration.RM_WEBAPP_HTTPS_ADDRESS)) {
                add(addresses, hadoop.get(key, ""));
            }
        }
        return addresses;
    }

    private static void add(Set<InetAddress> addresses, String hostAndPort) {
        String host = hostAndPort.replaceFirst(":\\d+$", "");
        if (host.isBlank() || host.equals("0.0.0.0")) {
            return;
        }
        try {
            addresses.addAll(List.of(InetAddress.getAllByName(host)));
            InetAddress first = InetAddress.getByName(host);
            if (first.isLoopbackAddress() || first.equals(InetAddress.getLocalHost())) {
                // On its own host the proxy speaks from any of the host's addresses.
                addresses.add(InetAddress.getLoopbackAddress());
                addresses.addAll(List.of(
                        InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())));
            }
        } catch (UnknownHostException e) {
            LOG.warn("YARN's proxy {} has no address: its pages will not reach this application", host);
        }
    }

    /**
     * TLS with the key and trust that the ResourceManager has put into this container, if the cluster's policy
     * ({@code yarn.resourcemanager.application-https.policy}) is to do so.
     */
    public static Optional<SSLContext> issuedTls(ProcessEnvironment environment) throws IOException {
        Optional<String> keys = environment.variable("KEYSTORE_FILE_LOCATION");
        Optional<String> trust = environment.variable("TRUSTSTORE_FILE_LOCATION");
        if (keys.isEmpty() || trust.isEmpty()) {
            return Optional.empty();
        }
        try {
            char[] keyPassword =
                    environment.variable("KEYSTORE_PASSWORD").orElse("").toCharArray();
            char[] trustPassword =
                    environment.variable("TRUSTSTORE_PASSWORD").orElse("").toCharArray();
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store(Path.of(keys.get()), keyPassword), keyPassword);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(store(Path.of(trust.get()), trustPassword));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IOException("The key that the ResourceManager issued cannot be used", e);
        }
    }

    private static KeyStore store(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
