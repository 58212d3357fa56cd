package io.heddle.core.types;

import io.heddle.core.types.TypeSnapshot.Composite;
import java.util.ArrayList;
import java.util.List;

/** Readers that pass over values of which only the written form is known, for fields that no longer exist. */
final class Skip {

    /** What stands for a value that was passed over. */
    private static final Object SKIPPED = new Object();

    private Skip() {}

    static TypeReader<Object> of(TypeSnapshot type) {
        if (type instanceof TypeSnapshot.Basic basic) {
            TypeSerializer<?> serializer = BasicSerializers.of(basic.kind());
            return in -> {
                serializer.read(in);
                return SKIPPED;
            };
        }
        if (type instanceof Composite composite) {
            return composite(composite);
        }
        if (type instanceof TypeSnapshot.Sequence sequence) {
            return elements(of(sequence.element()));
        }
        if (type instanceof TypeSnapshot.ObjectArray array) {
            return elements(of(array.element()));
        }
        if (type instanceof TypeSnapshot.MapOf map) {
            return map(of(map.key()), of(map.value()));
        }
        if (type instanceof TypeSnapshot.OptionalOf optional) {
            TypeReader<Object> value = of(optional.value());
            return in -> in.readBoolean() ? value.read(in) : SKIPPED;
        }
        if (type instanceof TypeSnapshot.EitherOf either) {
            TypeReader<Object> left = of(either.left());
            TypeReader<Object> right = of(either.right());
            return in -> in.readBoolean() ? right.read(in) : left.read(in);
        }
        if (type instanceof TypeSnapshot.PrimitiveArray array) {
            int bytes = BasicSerializers.of(array.element()).fixedLength();
            return in -> passed(in, in.readCount(bytes) * bytes);
        }
        if (type instanceof TypeSnapshot.EnumOf) {
            return in -> {
                in.readVarInt();
                return SKIPPED;
            };
        }
        if (type instanceof TypeSnapshot.Variants sealed) {
            List<TypeReader<Object>> variants = new ArrayList<>();
            sealed.variants().forEach(variant -> variants.add(of(variant.type())));
            return in -> {
                int index = in.readVarInt();
                if (index < 0 || index >= variants.size()) {
                    throw in.damaged("the variant " + index + " of " + variants.size());
                }
                return variants.get(index).read(in);
            };
        }
        return in -> passed(in, in.readVarInt());
    }

    /** The flags in front of a composite value; of a sub class's value the first byte alone. */
    static byte[] flags(BinaryReader in, boolean extensible, int nullables) {
        int count = CompositeForm.flagBytes(nullables + (extensible ? 1 : 0));
        byte[] flags = new byte[count];
        for (int i = 0; i < count; i++) {
            flags[i] = in.readByte();
            if (i == 0 && extensible && (flags[0] & CompositeSerializer.SUBCLASS) != 0) {
                break;
            }
        }
        return flags;
    }

    private static TypeReader<Object> composite(Composite composite) {
        List<TypeReader<Object>> fields = new ArrayList<>();
        composite.fields().forEach(field -> fields.add(of(field.type())));
        int nullables = CompositeForm.flagCount(composite) - (composite.extensible() ? 1 : 0);
        TypeReader<Object> generic = in -> passed(in, in.readVarInt());
        return in -> {
            if (composite.shape() == Composite.Shape.ROW) {
                in.readByte();
            }
            byte[] flags = flags(in, composite.extensible(), nullables);
            int flag = composite.extensible() ? 1 : 0;
            if (flag == 1 && (flags[0] & CompositeSerializer.SUBCLASS) != 0) {
                return generic.read(in);
            }
            for (int i = 0; i < fields.size(); i++) {
                boolean nullable = composite.fields().get(i).nullable();
                if (!nullable || (flags[flag / 8] & (1 << (flag % 8))) == 0) {
                    fields.get(i).read(in);
                }
                flag += nullable ? 1 : 0;
            }
            return SKIPPED;
        };
    }

    private static TypeReader<Object> elements(TypeReader<Object> element) {
        return in -> {
            int header = in.readVarInt();
            for (int i = 0; i < NullableElements.count(header); i++) {
                NullableElements.readElement(NullableElements.hasNulls(header), element, in);
            }
            return SKIPPED;
        };
    }

    private static TypeReader<Object> map(TypeReader<Object> key, TypeReader<Object> value) {
        return in -> {
            int header = in.readVarInt();
            for (int i = 0; i < NullableElements.count(header); i++) {
                int flags = NullableElements.hasNulls(header) ? in.readByte() : 0;
                if ((flags & 1) == 0) {
                    key.read(in);
                }
                if ((flags & 2) == 0) {
                    value.read(in);
                }
            }
            return SKIPPED;
        };
    }

    private static Object passed(BinaryReader in, int length) {
        in.take(length);
        return SKIPPED;
    }
}
