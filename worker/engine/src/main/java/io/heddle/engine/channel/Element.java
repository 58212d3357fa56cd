package io.heddle.engine.channel;

/** What travels over a channel: batches of records, and events between them. */
public sealed interface Element permits RecordBatch, StreamEvent {}
