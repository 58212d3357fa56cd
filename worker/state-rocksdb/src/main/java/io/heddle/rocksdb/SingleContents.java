package io.heddle.rocksdb;

/** One value per cell: values, reduced and aggregated ones. */
record SingleContents(ItemFormat format) implements Contents {

    @Override
    public boolean growsByItems() {
        return false;
    }

    @Override
    public void measured(Cell cell, long writtenBytes, StateTable table) {
        table.measured(cell, writtenBytes);
    }

    @Override
    public void load(Cell cell, StateTable table) {
        Instance instance = table.instance();
        table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
        int length = instance.database.get(table.family(), instance.keyBytes);
        cell.stored = length >= 0;
        if (length >= 0) {
            cell.content = format.read(instance.reader.reset(instance.database.found(), 0, length));
            table.measured(cell, instance.keyBytes.position() + length);
        }
    }

    @Override
    public void write(Cell cell, StateTable table) {
        Instance instance = table.instance();
        int family = table.family().id();
        Object content = cell.content;
        if (content == null) {
            if (cell.stored) {
                table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
                instance.buffer.delete(family, instance.keyBytes);
            }
            cell.stored = false;
            return;
        }
        table.layout().write(instance.keyBytes, cell.key, cell.keyHash, cell.namespace);
        instance.valueBytes.clear();
        format.write(content, instance.valueBytes);
        instance.buffer.put(family, instance.keyBytes, instance.valueBytes);
        cell.stored = true;
        table.measured(cell, instance.keyBytes.position() + instance.valueBytes.position());
    }
}
