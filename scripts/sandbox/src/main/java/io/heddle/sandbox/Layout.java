package io.heddle.sandbox;

import java.nio.file.Path;

/** Where a sandbox keeps what, below its one folder. */
record Layout(Path dir) {
    Path conf() {
        return dir.resolve("conf");
    }

    /** A NodeManager has its own addresses and folders, so its own copy of the configuration. */
    Path nodeConf(int node) {
        return dir.resolve("conf-node-" + node);
    }

    Path nodeLocal(int node) {
        return dir.resolve("node-" + node).resolve("local");
    }

    Path nodeLogs(int node) {
        return dir.resolve("node-" + node).resolve("logs");
    }

    Path nameNodeData() {
        return dir.resolve("hdfs").resolve("name");
    }

    Path dataNodeData() {
        return dir.resolve("hdfs").resolve("data");
    }

    Path masterState() {
        return dir.resolve("rm-state");
    }

    Path zookeeperData() {
        return dir.resolve("zookeeper");
    }

    Path temporary() {
        return dir.resolve("tmp");
    }

    Path logs() {
        return dir.resolve("logs");
    }

    Path pids() {
        return dir.resolve("pids");
    }

    Path logging() {
        return dir.resolve("logging.properties");
    }

    Path ports() {
        return dir.resolve("sandbox.properties");
    }
}
