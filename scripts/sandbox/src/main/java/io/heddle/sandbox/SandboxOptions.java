package io.heddle.sandbox;

import java.nio.file.Path;

/**
 * What a sandbox is made of.
 *
 * @param dir holds everything the sandbox writes: configuration, HDFS blocks, logs, pid files
 * @param hadoopLib the folder with Hadoop's jars
 * @param nodes number of NodeManagers, at least 1
 * @param nodeMemoryMb memory each NodeManager offers to containers, in MB
 * @param nodeVcores virtual cores each NodeManager offers
 * @param zookeeper whether a ZooKeeper server is started too
 */
public record SandboxOptions(Path dir, Path hadoopLib, int nodes, int nodeMemoryMb, int nodeVcores, boolean zookeeper) {
    public static final int DEFAULT_NODES = 2;
    public static final int DEFAULT_NODE_MEMORY_MB = 8192;
    public static final int DEFAULT_NODE_VCORES = 16;

    public SandboxOptions {
        if (nodes < 1 || nodes > 64) {
            throw new IllegalArgumentException("a sandbox has 1 to 64 NodeManagers, not " + nodes);
        }
        if (nodeMemoryMb < 512 || nodeVcores < 1) {
            throw new IllegalArgumentException("a NodeManager needs at least 512 MB and 1 vcore to offer");
        }
        dir = dir.toAbsolutePath().normalize();
        hadoopLib = hadoopLib.toAbsolutePath().normalize();
    }

    /** Two NodeManagers of the default size, no ZooKeeper. */
    public static SandboxOptions in(Path dir, Path hadoopLib) {
        return new SandboxOptions(dir, hadoopLib, DEFAULT_NODES, DEFAULT_NODE_MEMORY_MB, DEFAULT_NODE_VCORES, false);
    }

    public SandboxOptions withNodes(int count) {
        return new SandboxOptions(dir, hadoopLib, count, nodeMemoryMb, nodeVcores, zookeeper);
    }

    public SandboxOptions withZookeeper(boolean wanted) {
        return new SandboxOptions(dir, hadoopLib, nodes, nodeMemoryMb, nodeVcores, wanted);
    }
}
