package io.heddle.core.security;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
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
        return build(SslContextBuilder.forServer(key()).clientAuth(ClientAuth.REQUIRE), protocol);
    }

    /** A listener's context whose clients prove themselves otherwise, by a token: for HTTP. */
    public SslContext serverForTokens() {
        return build(SslContextBuilder.forServer(key()).clientAuth(ClientAuth.NONE), null);
    }

    /** The connecting side of {@link #server}. */
    public SslContext client(String protocol) {
        return build(SslContextBuilder.forClient().keyManager(key()).endpointIdentificationAlgorithm(null), protocol);
    }

    private KeyManager key() {
        return new PinnedKey(credentials.key(), credentials.certificate());
    }

    private SslContext build(SslContextBuilder builder, @Nullable String protocol) {
        try {
            builder.protocols(PROTOCOL).ciphers(CIPHERS).trustManager(new PinnedTrust(credentials.certificate()));
            if (protocol != null) {
                builder.applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocol));
            }
            switch (library) {
                case TCNATIVE -> builder.sslProvider(SslProvider.OPENSSL);
                case CONSCRYPT -> builder.sslProvider(SslProvider.JDK).sslContextProvider(Choice.CONSCRYPT);
                case JDK -> builder.sslProvider(SslProvider.JDK);
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS 1.3 with AES-128-GCM cannot be set up by " + library, e);
        }
    }

    /** The connecting side for the JDK's HTTP client. */
    public SSLContext jdkClient() {
        try {
            SSLContext context = library == Library.CONSCRYPT
                    ? SSLContext.getInstance(PROTOCOL, Choice.CONSCRYPT)
                    : SSLContext.getInstance(PROTOCOL);
            context.init(
                    new KeyManager[] {key()}, new TrustManager[] {new PinnedTrust(credentials.certificate())}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot set up TLS 1.3", e);
        }
    }
}
