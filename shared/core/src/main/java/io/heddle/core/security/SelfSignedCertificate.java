package io.heddle.core.security;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Makes the application's certificate. It is pinned, not looked up: names and dates in it mean nothing, so it is valid
 * from 2000 to the end of 9999 and no clock can break it.
 *
 * <p>Own code because the JDK has no public builder, a keytool subprocess takes a second, and the libraries at hand
 * take 0.4 s to their first certificate; this takes milliseconds and a test reads it back.
 */
final class SelfSignedCertificate {
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));

    private SelfSignedCertificate() {}

    static X509Certificate make(KeyPair keys, String commonName, SecureRandom random) throws GeneralSecurityException {
        byte[] name = Der.sequence(Der.set(Der.sequence(Der.oid(2, 5, 4, 3), Der.utf8(commonName))));
        byte[] validity = Der.sequence(Der.utcTime("000101000000Z"), Der.generalizedTime("99991231235959Z"));
        byte[] body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, random).add(BigInteger.ONE)),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(basicConstraints(), keyUsage())));
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(keys.getPrivate(), random);
        signer.update(body);
        byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signer.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    /** An authority of itself, so that a store which holds it accepts it as its own root. */
    private static byte[] basicConstraints() {
        return Der.sequence(Der.oid(2, 5, 29, 19), Der.bool(true), Der.octets(Der.sequence(Der.bool(true))));
    }

    /** digitalSignature and keyCertSign: bits 0 and 5, two unused bits. */
    private static byte[] keyUsage() {
        byte[] bits = {0x03, 0x02, 0x02, (byte) 0x84};
        return Der.sequence(Der.oid(2, 5, 29, 15), Der.bool(true), Der.octets(bits));
    }
}
