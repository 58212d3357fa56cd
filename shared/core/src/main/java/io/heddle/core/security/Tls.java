package io.heddle.core.security;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.lang.invoke.MethodHandles;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * TLS contexts of one application: TLS 1.3, TLS_AES_128_GCM_SHA256, both sides pinned to the application's certificate.
 *
 * <p>BoringSSL does the work where its native library loads: netty-tcnative if somebody put it on the class path, else
 * Conscrypt, which comes with us; the JDK's own TLS otherwise, at about three times the CPU. The choice is logged once.
 */
public final class Tls {
    /** Who encrypts. */
    public enum Library {
        TCNATIVE,
        CONSCRYPT,
        JDK
    }

    private static final Logger LOG = LogManager.getLogger(Tls.class);
    /**
     * The second can never be used, as only TLS 1.3 is on; Conscrypt's server looks for the kinds of key it may use among
     * ciphers of its kind and would find no certificate without it.
     */
    private static final List<String> CIPHERS =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

    private static final String PROTOCOL = "TLSv1.3";

    /** The choice, made when TLS is first used; a nested class is initialised once, whatever the threads. */
    private static final class Choice {
        static final @Nullable Provider CONSCRYPT = loadConscrypt();
        static final Library LIBRARY =
                OpenSsl.isAvailable() ? Library.TCNATIVE : CONSCRYPT != null ? Library.CONSCRYPT : Library.JDK;

        static {
            LOG.info("TLS 1.3 by {}", LIBRARY == Library.JDK ? "the JDK (no BoringSSL for this machine)" : LIBRARY);
        }

        private static @Nullable Provider loadConscrypt() {
            if (OpenSsl.isAvailable()) {
                return null;
            }
            try {
                return Conscrypt.newProviderBuilder().build();
            } catch (LinkageError | RuntimeException e) {
                LOG.debug("Conscrypt does not load", e);
                return null;
            }
        }
    }

    private final ApplicationCredentials credentials;
    private final Library library;

    private Tls(ApplicationCredentials credentials, Library library) {
        this.credentials = credentials;
        this.library = library;
    }

    /** TLS for the holder of {@code credentials}, by the best library there is. */
    public static Tls of(ApplicationCredentials credentials) {
        return new Tls(credentials, Choice.LIBRARY);
    }

    /** TLS by a library of one's choice, which must be there: to compare them. */
    public static Tls of(ApplicationCredentials credentials, Library library) {
        return new Tls(credentials, library);
    }

    /** Loads what encrypts: a tenth of a second or two of a process's start, which may pass beside its other work. */
    public static void load() {
        if (Choice.LIBRARY != Library.TCNATIVE) {
            try {
                MethodHandles.lookup().ensureInitialized(JdkSslContext.class);
            } catch (IllegalAccessException e) {
                throw new IllegalStateException("a public class is not accessible", e);
            }
        }
    }

    /** The best library there is on this machine. */
    public static Library library() {
        return Choice.LIBRARY;
    }

    /**
     * A listener's context that lets in only holders of the application's key.
     *
     * @param protocol name of what is spoken inside; both sides must name the same
     */
    public SslContext server(String protocol) {
        return build(Side.SERVER, ClientAuth.REQUIRE, protocol);
    }

    /** A listener's context whose clients prove themselves otherwise, by a token: for HTTP. */
    public SslContext serverForTokens() {
        return build(Side.SERVER, ClientAuth.NONE, null);
    }

    /** The connecting side of {@link #server}. */
    public SslContext client(String protocol) {
        return build(Side.CLIENT, ClientAuth.NONE, protocol);
    }

    private enum Side {
        CLIENT,
        SERVER
    }

    private SslContext build(Side side, ClientAuth clients, @Nullable String protocol) {
        ApplicationProtocolConfig spoken = protocol == null
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocol);
        if (library == Library.TCNATIVE) {
            return buildNative(side, clients, spoken);
        }
        // Not by the builder: for a server of the JDK's kind it first tries out a key store of its own, encrypted and
        // decrypted with
        // thousands of rounds of hashing, which costs a process a sixth of a second of its start.
        return new JdkSslContext(
                context(),
                side == Side.CLIENT,
                CIPHERS,
                IdentityCipherSuiteFilter.INSTANCE,
                spoken,
                clients,
                new String[] {PROTOCOL},
                false);
    }

    private SslContext buildNative(Side side, ClientAuth clients, ApplicationProtocolConfig spoken) {
        KeyManager key = key();
        SslContextBuilder builder = side == Side.SERVER
                ? SslContextBuilder.forServer(key).clientAuth(clients)
                : SslContextBuilder.forClient().keyManager(key).endpointIdentificationAlgorithm(null);
        try {
            return builder.sslProvider(SslProvider.OPENSSL)
                    .protocols(PROTOCOL)
                    .ciphers(CIPHERS)
                    .trustManager(trust())
                    .applicationProtocolConfig(spoken)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS 1.3 with AES-128-GCM cannot be set up by " + library, e);
        }
    }

    private KeyManager key() {
        return new PinnedKey(credentials.key(), credentials.certificate());
    }

    private TrustManager trust() {
        return new PinnedTrust(credentials.certificate());
    }

    /** The connecting side for the JDK's HTTP client. */
    public SSLContext jdkClient() {
        return context();
    }

    private SSLContext context() {
        try {
            SSLContext context = library == Library.CONSCRYPT
                    ? SSLContext.getInstance(PROTOCOL, Choice.CONSCRYPT)
                    : SSLContext.getInstance(PROTOCOL);
            context.init(new KeyManager[] {key()}, new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot set up TLS 1.3", e);
        }
    }
}
