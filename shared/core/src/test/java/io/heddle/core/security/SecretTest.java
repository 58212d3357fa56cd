package io.heddle.core.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class SecretTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void cannot_be_printed_or_written() {
        Secret secret = Secret.of("canary-value".getBytes(StandardCharsets.UTF_8));
        assertFalse(secret.toString().contains("canary"));
        assertFalse(Serializable.class.isAssignableFrom(Secret.class));
        assertThrows(JsonMappingException.class, () -> new ObjectMapper().writeValueAsString(secret));
    }

    @Test
    void compares_by_content_and_wipes() {
        Secret secret = Secret.of(new byte[] {1, 2, 3});
        assertEquals(Secret.of(new byte[] {1, 2, 3}), secret);
        assertNotEquals(Secret.of(new byte[] {1, 2, 4}), secret);
        assertTrue(secret.matchesToken(secret.revealAsToken()));
        assertFalse(secret.matchesToken(""));
        secret.close();
        assertArrayEquals(new byte[3], secret.copyBytes());
    }

    @Test
    void hkdf_gives_the_values_of_its_rfc() {
        // RFC 5869, test case 3.
        Secret input = Secret.of(HEX.parseHex("0b".repeat(22)));

        assertEquals(
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8",
                HEX.formatHex(Hkdf.derive(input, new byte[0], "", 42).copyBytes()));
    }

    @Test
    void hmac_gives_the_value_of_its_rfc() {
        // RFC 4231, test case 2.
        Secret key = Secret.of("Jefe".getBytes(StandardCharsets.UTF_8));
        byte[] text = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
        byte[] tag = Hmac.tag(key, text);
        assertEquals("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", HEX.formatHex(tag));
        assertTrue(Hmac.under(key)
                .update(text, 0, 4)
                .update(text, 4, text.length - 4)
                .matches(tag));
        tag[31] ^= 1;
        assertFalse(Hmac.under(key).update(text).matches(tag));
    }
}
