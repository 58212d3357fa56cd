package io.heddle.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration files of a sandbox, made from its options, folders and ports; nothing is written here. */
record HadoopConf(SandboxOptions options, Layout layout, Ports ports) {

    /** File name to text, as clients, HDFS and the ResourceManager read it. */
    Map<String, String> common() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("core-site.xml", xml(core()));
        files.put("hdfs-site.xml", xml(hdfs()));
        files.put("yarn-site.xml", xml(yarn()));
        files.put("capacity-scheduler.xml", xml(queues()));
        if (options.zookeeper()) {
            files.put("zoo.cfg", zookeeper());
        }
        return files;
    }

    /** File name to text, as NodeManager {@code node} (1, 2, ...) reads it. */
    Map<String, String> ofNode(int node) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("core-site.xml", xml(core()));
        files.put("hdfs-site.xml", xml(hdfs()));
        Map<String, String> yarn = yarn();
        String name = "nodemanager-" + node;
        yarn.put("yarn.nodemanager.address", ports.address(name));
        yarn.put("yarn.nodemanager.localizer.address", ports.address(name + ".localizer"));
        yarn.put("yarn.nodemanager.webapp.address", ports.address(name + ".http"));
        yarn.put("yarn.nodemanager.collector-service.address", ports.address(name + ".collector"));
        yarn.put("yarn.nodemanager.local-dirs", layout.nodeLocal(node).toString());
        yarn.put("yarn.nodemanager.log-dirs", layout.nodeLogs(node).toString());
        files.put("yarn-site.xml", xml(yarn));
        return files;
    }

    private Map<String, String> core() {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("fs.defaultFS", "hdfs://" + ports.address("namenode"));
        p.put("hadoop.tmp.dir", layout.temporary().toString());
        return p;
    }

    private Map<String, String> hdfs() {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("dfs.replication", "1");
        p.put("dfs.namenode.name.dir", layout.nameNodeData().toUri().toString());
        p.put("dfs.datanode.data.dir", layout.dataNodeData().toUri().toString());
        p.put("dfs.namenode.http-address", ports.address("namenode.http"));
        p.put("dfs.datanode.address", ports.address("datanode"));
        p.put("dfs.datanode.http.address", ports.address("datanode.http"));
        p.put("dfs.datanode.ipc.address", ports.address("datanode.ipc"));
        // With one DataNode there is no other to replace it by, and no second report to wait for.
        p.put("dfs.client.block.write.replace-datanode-on-failure.enable", "false");
        p.put("dfs.namenode.safemode.extension", "0");
        return p;
    }

    private Map<String, String> yarn() {
        Map<String, String> p = new LinkedHashMap<>();
        p.put("yarn.resourcemanager.hostname", Ports.HOST);
        p.put("yarn.resourcemanager.address", ports.address("resourcemanager"));
        p.put("yarn.resourcemanager.scheduler.address", ports.address("resourcemanager.scheduler"));
        p.put("yarn.resourcemanager.resource-tracker.address", ports.address("resourcemanager.tracker"));
        p.put("yarn.resourcemanager.admin.address", ports.address("resourcemanager.admin"));
        p.put("yarn.resourcemanager.webapp.address", ports.address("resourcemanager.http"));
        p.put(
                "yarn.resourcemanager.scheduler.class",
                "org.apache.hadoop.yarn.server.resourcemanager.scheduler.capacity.CapacityScheduler");
        // A place to try failures in: a hundred kills of a master in a row are no reason to give up.
        p.put("yarn.resourcemanager.am.max-attempts", "1000");
        // Silent masters and nodes are given up after a minute instead of ten.
        p.put("yarn.am.liveness-monitor.expiry-interval-ms", "60000");
        p.put("yarn.nm.liveness-monitor.expiry-interval-ms", "60000");
        p.put("yarn.resourcemanager.nm.liveness-monitor.interval-ms", "2000");
        // The ResourceManager can be killed and started again without losing applications. It waits 10 s after each
        // start by default so that NodeManagers can report; here they report at once.
        p.put("yarn.resourcemanager.recovery.enabled", "true");
        p.put("yarn.resourcemanager.work-preserving-recovery.scheduling-wait-ms", "100");
        p.put(
                "yarn.resourcemanager.store.class",
                "org.apache.hadoop.yarn.server.resourcemanager.recovery.FileSystemRMStateStore");
        p.put(
                "yarn.resourcemanager.fs.state-store.uri",
                layout.masterState().toUri().toString());
        p.put("yarn.scheduler.minimum-allocation-mb", "128");
        p.put("yarn.scheduler.maximum-allocation-mb", Integer.toString(options.nodeMemoryMb()));
        // Half a node, so that a master fits beside the largest worker.
        p.put("yarn.scheduler.maximum-allocation-vcores", Integer.toString(Math.max(1, options.nodeVcores() / 2)));
        p.put("yarn.nodemanager.resource.memory-mb", Integer.toString(options.nodeMemoryMb()));
        p.put("yarn.nodemanager.resource.cpu-vcores", Integer.toString(options.nodeVcores()));
        p.put("yarn.nodemanager.pmem-check-enabled", "true");
        p.put("yarn.nodemanager.vmem-check-enabled", "true");
        p.put("yarn.log-aggregation-enable", "true");
        // A developer's disk may be nearly full; a node is unhealthy above 90 % by default and then takes no work.
        p.put("yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage", "99.5");
        return p;
    }

    private static Map<String, String> queues() {
        String root = "yarn.scheduler.capacity.root.";
        Map<String, String> p = new LinkedHashMap<>();
        p.put(root + "queues", "default,batch");
        p.put(
                "yarn.scheduler.capacity.resource-calculator",
                "org.apache.hadoop.yarn.util.resource.DominantResourceCalculator");
        // Many small applications at once are what a sandbox is for; the default keeps masters to a tenth.
        p.put("yarn.scheduler.capacity.maximum-am-resource-percent", "0.8");
        for (String queue : new String[] {"default", "batch"}) {
            p.put(root + queue + ".capacity", queue.equals("default") ? "60" : "40");
            p.put(root + queue + ".maximum-capacity", "100");
            p.put(root + queue + ".user-limit-factor", "10");
            p.put(root + queue + ".state", "RUNNING");
        }
        return p;
    }

    private String zookeeper() {
        return "tickTime=2000\n"
                + "dataDir=" + layout.zookeeperData() + "\n"
                + "clientPort=" + ports.port("zookeeper") + "\n"
                + "clientPortAddress=" + Ports.HOST + "\n"
                + "admin.enableServer=false\n";
    }

    /** How the daemons log: to their own output, which goes to one file per daemon. */
    static String logging() {
        return """
            status=error
            rootLogger.level=info
            rootLogger.appenderRef.console.ref=console
            appender.console.type=Console
            appender.console.name=console
            appender.console.layout.type=PatternLayout
            appender.console.layout.pattern=%d{ISO8601} %p [%t] %c{1}: %m%n
            """;
    }

    private static String xml(Map<String, String> properties) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n<configuration>\n");
        properties.forEach((name, value) -> text.append("  <property><name>")
                .append(escaped(name))
                .append("</name><value>")
                .append(escaped(value))
                .append("</value></property>\n"));
        return text.append("</configuration>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
