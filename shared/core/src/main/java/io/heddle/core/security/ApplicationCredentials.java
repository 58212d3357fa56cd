package io.heddle.core.security;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;

/**
 * What makes a process a part of the application, or its owner: the application secret and the key with its
 * certificate. Made at submission; travels only in launch credentials and in files of mode 0600, never in arguments,
 * environment, logs or messages.
 */
public final class ApplicationCredentials {
    private static final int FORMAT = 0x48444331;
    private static final int SECRET_BYTES = 32;
    private static final int MOST_PART_BYTES = 64 * 1024;

    private final Secret secret;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private ApplicationCredentials(Secret secret, PrivateKey key, X509Certificate certificate) {
        this.secret = secret;
        this.key = key;
        this.certificate = certificate;
    }

    /** New credentials; takes a few milliseconds. */
    public static ApplicationCredentials create(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            X509Certificate certificate = SelfSignedCertificate.make(keys, "heddle application", random);
            return new ApplicationCredentials(Secret.random(random, SECRET_BYTES), keys.getPrivate(), certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot make an EC P-256 key and certificate", e);
        }
    }

    /** All of it as bytes, in the clear: for credentials and 0600 files only. The caller wipes them. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        byte[] plain = secret.copyBytes();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            for (byte[] part : new byte[][] {plain, key.getEncoded(), certificate.getEncoded()}) {
                out.writeInt(part.length);
                out.write(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The application's certificate cannot be encoded", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @throws IOException if the bytes are anything else
     */
    public static ApplicationCredentials decode(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("These are not application credentials of this version.");
            }
            byte[] plain = part(in);
            Secret secret = Secret.of(plain);
            Arrays.fill(plain, (byte) 0);
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(part(in)));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(part(in)));
            if (secret.length() != SECRET_BYTES || in.read() >= 0) {
                throw new IOException("These application credentials are damaged.");
            }
            return new ApplicationCredentials(secret, key, certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("These application credentials are damaged.", e);
        }
    }

    private static byte[] part(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST_PART_BYTES) {
            throw new IOException("These application credentials are damaged.");
        }
        byte[] part = new byte[length];
        in.readFully(part);
        return part;
    }

    /** A key of 32 bytes for one purpose, the same in every process of the application. */
    public Secret derive(KeyPurpose purpose) {
        return Hkdf.derive(secret, new byte[0], purpose.label(), SECRET_BYTES);
    }

    /** The public half, which peers pin. */
    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "ApplicationCredentials(not shown)";
    }
}
