package io.heddle.api.environment;

/** Options of RocksDB prepared for a kind of disk; what is configured one by one counts more. */
public enum PredefinedOptions {
    /** Those for a disk that nothing is known of. */
    DEFAULT,
    /** For spinning disks. */
    SPINNING_DISK_OPTIMIZED,
    /** For spinning disks, with more and larger buffers, files and blocks. */
    SPINNING_DISK_OPTIMIZED_HIGH_MEM,
    /** For solid state disks. */
    FLASH_SSD_OPTIMIZED
}
