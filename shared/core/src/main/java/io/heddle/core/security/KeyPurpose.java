package io.heddle.core.security;

/** What keys are derived from the application secret, and by which label. A label is never used for two things. */
public enum KeyPurpose {
    /** The bearer token of the owner's REST calls. */
    REST_TOKEN("heddle rest token 1"),
    /** The password of the digest that guards our ZooKeeper nodes. */
    ZOOKEEPER_DIGEST("heddle zookeeper digest 1"),
    /** Signs links to logs. */
    LOG_LINK("heddle log link 1"),
    /** Signs the ledger's entries. */
    LEDGER("heddle ledger 1");

    private final String label;

    KeyPurpose(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
