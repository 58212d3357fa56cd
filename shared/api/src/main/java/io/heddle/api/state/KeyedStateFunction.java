package io.heddle.api.state;

/** Something to do with the state of every key. */
public interface KeyedStateFunction<K, S extends State> {
    /**
     * Called once per key that has such state; may change it.
     *
     * @throws Exception fails the task
     */
    void process(K key, S state) throws Exception;
}
