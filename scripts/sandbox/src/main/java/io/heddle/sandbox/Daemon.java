package io.heddle.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One server process of the sandbox.
 *
 * @param name names its log, its pid file and its line in the status
 * @param mainClass the class to run
 * @param arguments what the class is given
 * @param conf the configuration folder it reads
 * @param heapMb its maximum heap in MB
 */
record Daemon(String name, String mainClass, List<String> arguments, Path conf, int heapMb) {
    private static final String HDFS = "org.apache.hadoop.hdfs.server.";
    private static final String YARN = "org.apache.hadoop.yarn.server.";

    static final String NAME_NODE = "namenode";
    static final String DATA_NODE = "datanode";
    static final String RESOURCE_MANAGER = "resourcemanager";
    static final String NODE_MANAGER = "nodemanager-";
    static final String ZOOKEEPER = "zookeeper";

    /** All daemons of a sandbox, in the order in which it makes sense to start them. */
    static List<Daemon> all(SandboxOptions options, Layout layout) {
        List<Daemon> daemons = new ArrayList<>();
        daemons.add(resourceManager(layout));
        for (int node = 1; node <= options.nodes(); node++) {
            daemons.add(new Daemon(
                    NODE_MANAGER + node, YARN + "nodemanager.NodeManager", List.of(), layout.nodeConf(node), 384));
        }
        daemons.add(nameNode(layout));
        daemons.add(new Daemon(DATA_NODE, HDFS + "datanode.DataNode", List.of(), layout.conf(), 512));
        if (options.zookeeper()) {
            daemons.add(new Daemon(
                    ZOOKEEPER,
                    "org.apache.hadoop.shaded.org.apache.zookeeper.server.ZooKeeperServerMain",
                    List.of(layout.conf().resolve("zoo.cfg").toString()),
                    layout.conf(),
                    256));
        }
        return daemons;
    }

    static Daemon nameNode(Layout layout) {
        return new Daemon(NAME_NODE, HDFS + "namenode.NameNode", List.of(), layout.conf(), 512);
    }

    /** Writes an empty file system image and ends. */
    static Daemon formatting(Layout layout) {
        return new Daemon(
                "format", HDFS + "namenode.NameNode", List.of("-format", "-nonInteractive"), layout.conf(), 256);
    }

    private static Daemon resourceManager(Layout layout) {
        return new Daemon(RESOURCE_MANAGER, YARN + "resourcemanager.ResourceManager", List.of(), layout.conf(), 512);
    }

    /** The command line of the process. */
    List<String> command(String java, Layout layout, Path hadoopLib) {
        List<String> command = new ArrayList<>();
        command.add(java);
        command.add("-Xmx" + heapMb + "m");
        // Daemons mostly start and idle: the quick compiler gets them ready sooner and costs the machine less.
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-XX:+UseSerialGC");
        command.add("-Xshare:auto");
        command.add("-Djava.net.preferIPv4Stack=true");
        command.add("-Djava.io.tmpdir=" + layout.temporary());
        command.add("-Dhadoop.home.dir=" + layout.dir());
        command.add("-Dhadoop.log.dir=" + layout.logs());
        command.add("-Dlog4j2.configurationFile=" + layout.logging());
        command.add("-Dheddle.sandbox.daemon=" + name);
        command.add("-cp");
        command.add(conf + ":" + hadoopLib + "/*");
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
