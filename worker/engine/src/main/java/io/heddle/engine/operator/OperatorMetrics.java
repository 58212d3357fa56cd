package io.heddle.engine.operator;

import io.heddle.api.metrics.Counter;
import io.heddle.api.metrics.Gauge;
import io.heddle.api.metrics.Histogram;
import io.heddle.api.metrics.Meter;
import io.heddle.api.metrics.MetricGroup;
import io.heddle.api.metrics.OperatorIOMetricGroup;
import io.heddle.api.metrics.OperatorMetricGroup;
import io.heddle.api.metrics.SimpleCounter;
import io.heddle.core.plan.ChainedOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics of one operator instance; a name is made of the operator's name, the groups and the metric's own. */
public final class OperatorMetrics implements OperatorMetricGroup {
    private final TaskObservations observations;
    private final List<String> scope;
    private final Map<String, String> variables;
    private final Io io = new Io();

    OperatorMetrics(TaskContext task, ChainedOperator operator) {
        this(
                task.observations(),
                List.of(operator.name()),
                Map.of(
                        "<host>", task.facts().host(),
                        "<job_id>", task.job().plan().id().hex(),
                        "<job_name>", task.job().plan().name(),
                        "<task_name>", task.facts().vertex().name(),
                        "<operator_name>", operator.name(),
                        "<operator_id>", operator.operatorId(),
                        "<subtask_index>", String.valueOf(task.facts().subtask())));
    }

    private OperatorMetrics(TaskObservations observations, List<String> scope, Map<String, String> variables) {
        this.observations = observations;
        this.scope = scope;
        this.variables = variables;
    }

    @Override
    public <C extends Counter> C counter(String name, C counter) {
        observations.register(getMetricIdentifier(name), counter);
        return counter;
    }

    @Override
    public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
        observations.register(getMetricIdentifier(name), gauge);
        return gauge;
    }

    @Override
    public <H extends Histogram> H histogram(String name, H histogram) {
        observations.register(getMetricIdentifier(name), histogram);
        return histogram;
    }

    @Override
    public <M extends Meter> M meter(String name, M meter) {
        observations.register(getMetricIdentifier(name), meter);
        return meter;
    }

    @Override
    public MetricGroup addGroup(String name) {
        return new OperatorMetrics(observations, with(name), variables);
    }

    @Override
    public MetricGroup addGroup(String key, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put("<" + key + ">", value);
        List<String> path = with(key);
        path.add(value);
        return new OperatorMetrics(observations, path, more);
    }

    private List<String> with(String name) {
        List<String> path = new ArrayList<>(scope);
        path.add(name);
        return path;
    }

    @Override
    public String[] getScopeComponents() {
        return scope.toArray(String[]::new);
    }

    @Override
    public Map<String, String> getAllVariables() {
        return Map.copyOf(variables);
    }

    @Override
    public String getMetricIdentifier(String metricName) {
        return String.join(".", scope) + "." + metricName;
    }

    @Override
    public OperatorIOMetricGroup getIOMetricGroup() {
        return io;
    }

    /** Counters that user code may read or add to; the engine's own counts are the task's. */
    private final class Io implements OperatorIOMetricGroup {
        private final Counter recordsIn = new SimpleCounter();
        private final Counter recordsOut = new SimpleCounter();
        private final Counter bytesIn = new SimpleCounter();
        private final Counter bytesOut = new SimpleCounter();

        @Override
        public Counter getNumRecordsInCounter() {
            return recordsIn;
        }

        @Override
        public Counter getNumRecordsOutCounter() {
            return recordsOut;
        }

        @Override
        public Counter getNumBytesInCounter() {
            return bytesIn;
        }

        @Override
        public Counter getNumBytesOutCounter() {
            return bytesOut;
        }

        @Override
        public <C extends Counter> C counter(String name, C counter) {
            return OperatorMetrics.this.counter(name, counter);
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            return OperatorMetrics.this.gauge(name, gauge);
        }

        @Override
        public <H extends Histogram> H histogram(String name, H histogram) {
            return OperatorMetrics.this.histogram(name, histogram);
        }

        @Override
        public <M extends Meter> M meter(String name, M meter) {
            return OperatorMetrics.this.meter(name, meter);
        }

        @Override
        public MetricGroup addGroup(String name) {
            return OperatorMetrics.this.addGroup(name);
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return OperatorMetrics.this.addGroup(key, value);
        }

        @Override
        public String[] getScopeComponents() {
            return OperatorMetrics.this.getScopeComponents();
        }

        @Override
        public Map<String, String> getAllVariables() {
            return OperatorMetrics.this.getAllVariables();
        }

        @Override
        public String getMetricIdentifier(String metricName) {
            return OperatorMetrics.this.getMetricIdentifier(metricName);
        }
    }
}
