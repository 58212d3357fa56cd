package io.heddle.rocksdb;

import io.heddle.api.state.StateDescriptor;
import io.heddle.core.types.BinaryReader;
import io.heddle.core.types.BinaryWriter;
import io.heddle.core.types.TypeSnapshot;
import io.heddle.engine.state.StateHeader;
import io.heddle.engine.state.heap.EntrySplitter;

/**
 * What is known of a state in a database, without its program.
 *
 * @param sliced whether its keys begin with the slice
 * @param family the column family it is in
 */
record StateInfo(StateHeader header, TypeSnapshot keyForm, boolean sliced, String family) {

    /**
     * The usual name of the family.
     *
     * @param version tells apart a family and the one it is rewritten into
     */
    static String familyName(StateHeader header, boolean sliced, int version) {
        String kind = header.kind() == StateDescriptor.Type.LIST ? StateTable.LIST_PREFIX : "state/";
        String scope = sliced ? "slice/" : header.namespace() != null ? "space/" : "key/";
        return kind + scope + version + "/" + header.name();
    }

    /** The version in the family's name. */
    int version() {
        return Integer.parseInt(family.split("/", 4)[2]);
    }

    boolean isList() {
        return header.kind() == StateDescriptor.Type.LIST;
    }

    boolean isMap() {
        return header.kind() == StateDescriptor.Type.MAP;
    }

    /** What finds the parts of its entries. */
    EntrySplitter splitter() {
        return new EntrySplitter(header, keyForm);
    }

    void writeTo(BinaryWriter out) {
        header.writeTo(out);
        StateHeader.writeForm(keyForm, out);
        out.writeBoolean(sliced);
        out.writeString(family);
    }

    static StateInfo readFrom(BinaryReader in) {
        return new StateInfo(StateHeader.readFrom(in), StateHeader.readForm(in), in.readBoolean(), in.readString());
    }
}
