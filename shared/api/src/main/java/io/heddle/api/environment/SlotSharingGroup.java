package io.heddle.api.environment;

import java.util.Objects;

/**
 * A named group of operators whose tasks may share slots. All slots of an application are equal, so a group can have no resources
 * of its own: {@link Builder#build} refuses them and says what to set instead.
 */
public final class SlotSharingGroup {
    private final String name;

    private SlotSharingGroup(String name) {
        this.name = name;
    }

    /** A group of that name. */
    public static Builder newBuilder(String name) {
        return new Builder(name);
    }

    /** The name. */
    public String getName() {
        return name;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof SlotSharingGroup group && group.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "SlotSharingGroup(" + name + ")";
    }

    /** Describes a group. */
    public static final class Builder {
        private final String name;
        private boolean resources;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name);
        }

        /** The processors of a slot of the group. */
        public Builder setCpuCores(double cpuCores) {
            resources = true;
            return this;
        }

        /** The heap of a slot of the group. */
        public Builder setTaskHeapMemory(MemorySize taskHeapMemory) {
            resources = true;
            return this;
        }

        /** The heap of a slot of the group, in mebibytes. */
        public Builder setTaskHeapMemoryMB(int taskHeapMemoryMB) {
            resources = true;
            return this;
        }

        /** The off-heap memory of a slot of the group. */
        public Builder setTaskOffHeapMemory(MemorySize taskOffHeapMemory) {
            resources = true;
            return this;
        }

        /** The off-heap memory of a slot of the group, in mebibytes. */
        public Builder setTaskOffHeapMemoryMB(int taskOffHeapMemoryMB) {
            resources = true;
            return this;
        }

        /** The managed memory of a slot of the group. */
        public Builder setManagedMemory(MemorySize managedMemory) {
            resources = true;
            return this;
        }

        /** The managed memory of a slot of the group, in mebibytes. */
        public Builder setManagedMemoryMB(int managedMemoryMB) {
            resources = true;
            return this;
        }

        /**
         * The group.
         *
         * @throws UnsupportedOperationException if it was given resources
         */
        public SlotSharingGroup build() {
            if (resources) {
                throw new UnsupportedOperationException("The slot sharing group '" + name
                        + "' asks for resources of its own, but all slots of an application are equal. Leave the"
                        + " resources out and size the workers by taskmanager.memory.process.size,"
                        + " taskmanager.numberOfTaskSlots and yarn.containers.vcores.");
            }
            return new SlotSharingGroup(name);
        }
    }
}
