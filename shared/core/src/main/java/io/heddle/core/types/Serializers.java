package io.heddle.core.types;

import io.heddle.api.tuple.Tuple;
import io.heddle.api.types.BasicTypeInfo;
import io.heddle.api.types.CollectionTypeInfo;
import io.heddle.api.types.CompositeTypeInfo;
import io.heddle.api.types.EitherTypeInfo;
import io.heddle.api.types.EnumTypeInfo;
import io.heddle.api.types.GenericTypeInfo;
import io.heddle.api.types.ListTypeInfo;
import io.heddle.api.types.MapTypeInfo;
import io.heddle.api.types.MissingTypeInfo;
import io.heddle.api.types.ObjectArrayTypeInfo;
import io.heddle.api.types.OptionalTypeInfo;
import io.heddle.api.types.PojoTypeInfo;
import io.heddle.api.types.PrimitiveArrayTypeInfo;
import io.heddle.api.types.RecordTypeInfo;
import io.heddle.api.types.Row;
import io.heddle.api.types.RowTypeInfo;
import io.heddle.api.types.SerializerConfig;
import io.heddle.api.types.SetTypeInfo;
import io.heddle.api.types.TupleTypeInfo;
import io.heddle.api.types.TypeInformation;
import io.heddle.api.types.VariantTypeInfo;
import io.heddle.core.fault.FaultCategory;
import io.heddle.core.fault.HeddleException;
import io.heddle.core.types.TypeSnapshot.Composite.Shape;
import io.heddle.core.types.TypeSnapshot.Sequence.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the serialisers of one job's types, once each. May be used by every thread.
 *
 * <p>It refers to the job's classes: whoever makes one drops it with the job, or the classes stay.
 */
public final class Serializers {

    /** A class of more fields than this has too much generated code for the JVM to compile it. */
    private static final int MOST_GENERATED_FIELDS = 200;

    private final Map<TypeInformation<?>, TypeSerializer<?>> made = new ConcurrentHashMap<>();
    private final GenericClasses generic;
    private final boolean generating;
    private final boolean genericRefused;

    private Serializers(GenericClasses generic, boolean generating, boolean genericRefused) {
        this.generic = generic;
        this.generating = generating;
        this.genericRefused = genericRefused;
    }

    /** Serialisers for the classes of the given loader, with generated code for records, POJOs and tuples. */
    public static Serializers of(ClassLoader userCode) {
        return new Serializers(new GenericClasses(userCode), true, false);
    }

    /** As {@link #of}, but generic types are refused if the program has disabled them. */
    public static Serializers of(ClassLoader userCode, SerializerConfig config) {
        return new Serializers(new GenericClasses(userCode), true, config.hasGenericTypesDisabled());
    }

    /** As {@link #of}, without generated code: slower, the same bytes. */
    static Serializers plain(ClassLoader userCode) {
        return new Serializers(new GenericClasses(userCode), false, false);
    }

    /**
     * The serialiser of the type.
     *
     * @throws io.heddle.api.types.InvalidTypesException if the type is still unknown
     * @throws HeddleException if the fields of a class cannot be reached, or if the type has a part that is generic, and
     *     those are refused
     */
    @SuppressWarnings("unchecked")
    public <T> TypeSerializer<T> of(TypeInformation<T> type) {
        TypeSerializer<?> known = made.get(type);
        if (known == null) {
            // not computeIfAbsent: making one asks for others
            TypeSerializer<?> fresh = make(type);
            TypeSerializer<?> earlier = made.putIfAbsent(type, fresh);
            known = earlier == null ? fresh : earlier;
        }
        return (TypeSerializer<T>) known;
    }

    /** The way to the fields of the values of a composite type. */
    public FieldReader fieldsOf(CompositeTypeInfo<?> type) {
        if (type instanceof RowTypeInfo row) {
            String[] names = row.getFieldNames();
            return (value, field) ->
                    ((Row) value).isNamed() ? ((Row) value).getField(names[field]) : ((Row) value).getField(field);
        }
        if (type instanceof TupleTypeInfo) {
            return (value, field) -> ((Tuple) value).<@Nullable Object>getField(field);
        }
        return type instanceof RecordTypeInfo
                ? FieldAccess.ofRecord(type.getTypeClass())::get
                : FieldAccess.ofFields(type.getTypeClass(), List.of(type.getFieldNames()))::get;
    }

    private TypeSerializer<?> make(TypeInformation<?> type) {
        if (type instanceof BasicTypeInfo<?> basic) {
            return BasicSerializers.of(basic.kind());
        }
        if (type instanceof ListTypeInfo<?> list) {
            return new SequenceSerializer<>(Order.LIST, of(list.elementType()));
        }
        if (type instanceof SetTypeInfo<?> set) {
            return new SequenceSerializer<>(Order.SET, of(set.elementType()));
        }
        if (type instanceof CollectionTypeInfo<?> collection) {
            return new SequenceSerializer<>(Order.COLLECTION, of(collection.elementType()));
        }
        if (type instanceof MapTypeInfo<?, ?> map) {
            return new MapSerializer<>(of(map.keyType()), of(map.valueType()));
        }
        if (type instanceof OptionalTypeInfo<?> optional) {
            return new OptionalSerializer<>(of(optional.valueType()));
        }
        if (type instanceof EitherTypeInfo<?, ?> either) {
            return new EitherSerializer<>(of(either.leftType()), of(either.rightType()));
        }
        if (type instanceof EnumTypeInfo<?> constants) {
            return new EnumSerializer<>(constants);
        }
        if (type instanceof PrimitiveArrayTypeInfo<?> array) {
            return new PrimitiveArraySerializer<>(array.typeClass());
        }
        if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            return objectArray(array);
        }
        if (type instanceof RowTypeInfo row) {
            return new RowSerializer(row, fieldsOf(row.getComponentTypes()));
        }
        if (type instanceof VariantTypeInfo<?> sealed) {
            return new VariantSerializer<>(sealed, fieldsOf(sealed.getComponentTypes()));
        }
        return makeOfClass(type);
    }

    private TypeSerializer<?> makeOfClass(TypeInformation<?> type) {
        if (type instanceof RecordTypeInfo<?> record) {
            FieldAccess access = FieldAccess.ofRecord(record.typeClass());
            return composite(Composites.form(record, Shape.RECORD, access, fieldsOf(type.getComponentTypes()), null));
        }
        if (type instanceof TupleTypeInfo<?> tuple) {
            FieldAccess access = FieldAccess.ofFields(tuple.typeClass(), List.of(tuple.getFieldNames()));
            return composite(Composites.form(tuple, Shape.TUPLE, access, fieldsOf(type.getComponentTypes()), null));
        }
        if (type instanceof PojoTypeInfo<?> pojo) {
            FieldAccess access = FieldAccess.ofFields(pojo.typeClass(), List.of(pojo.getFieldNames()));
            TypeSerializer<Object> subclasses = new GenericSerializer<>(Object.class, generic);
            return composite(Composites.form(pojo, Shape.POJO, access, fieldsOf(type.getComponentTypes()), subclasses));
        }
        if (type instanceof GenericTypeInfo<?> any) {
            return generic(any);
        }
        if (type instanceof MissingTypeInfo<?> missing) {
            throw missing.toException();
        }
        throw new IllegalArgumentException("No serialiser for " + type);
    }

    private <T> TypeSerializer<T> generic(GenericTypeInfo<T> type) {
        if (genericRefused) {
            throw new HeddleException(
                    FaultCategory.USER,
                    "Nothing is known of the fields of " + type.typeClass().getName() + ".",
                    "Its values would be written by Kryo, slowly and without a way to change the class later, which"
                            + " pipeline.generic-types: false (disableGenericTypes) refuses.",
                    "Make it a record or a POJO (public, a constructor without arguments, fields public or with getter"
                            + " and setter), or allow generic types.");
        }
        return new GenericSerializer<>(type.typeClass(), generic);
    }

    private <A, E> TypeSerializer<A> objectArray(ObjectArrayTypeInfo<A, E> array) {
        return new ObjectArraySerializer<>(array, of(array.elementType()));
    }

    private List<TypeSerializer<?>> fieldsOf(List<TypeInformation<?>> types) {
        List<TypeSerializer<?>> fields = new ArrayList<>(types.size());
        for (TypeInformation<?> type : types) {
            fields.add(of(type));
        }
        return fields;
    }

    private <T> TypeSerializer<T> composite(CompositeForm<T> form) {
        return generating && form.size() <= MOST_GENERATED_FIELDS
                ? GeneratedSerializers.generate(form)
                : new PlainCompositeSerializer<>(form);
    }
}
