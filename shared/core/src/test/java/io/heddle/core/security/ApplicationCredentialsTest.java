package io.heddle.core.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ApplicationCredentialsTest {
    private static final ApplicationCredentials CREDENTIALS = ApplicationCredentials.create(new SecureRandom());

    @Test
    void the_certificate_is_whole_and_signs_itself() throws Exception {
        X509Certificate certificate = CREDENTIALS.certificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertEquals(
                "CN=heddle application", certificate.getSubjectX500Principal().getName());
        assertEquals(Integer.MAX_VALUE, certificate.getBasicConstraints());
        boolean[] usage = certificate.getKeyUsage();
        assertTrue(usage[0] && usage[5]);
        assertEquals(3, certificate.getVersion());
    }

    @Test
    void bytes_carry_all_of_it() throws Exception {
        ApplicationCredentials copy = ApplicationCredentials.decode(CREDENTIALS.encode());
        assertEquals(CREDENTIALS.certificate(), copy.certificate());
        for (KeyPurpose purpose : KeyPurpose.values()) {
            assertEquals(CREDENTIALS.derive(purpose), copy.derive(purpose));
        }
        assertNotEquals(CREDENTIALS.derive(KeyPurpose.REST_TOKEN), CREDENTIALS.derive(KeyPurpose.LEDGER));
        assertFalse(CREDENTIALS.toString().contains("["));
    }

    @Test
    void damaged_bytes_are_refused() {
        byte[] bytes = CREDENTIALS.encode();
        for (int length : new int[] {0, 3, 10, 40, bytes.length - 1}) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(IOException.class, () -> ApplicationCredentials.decode(cut));
        }
        assertThrows(IOException.class, () -> ApplicationCredentials.decode(Arrays.copyOf(bytes, bytes.length + 1)));
        byte[] flipped = bytes.clone();
        flipped[4] = 0x7f;
        assertThrows(IOException.class, () -> ApplicationCredentials.decode(flipped));
    }
}
