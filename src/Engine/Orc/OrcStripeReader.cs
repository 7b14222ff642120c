using System.Numerics;
using Grader.Engine.Analysis;
using Grader.Engine.Expressions;
using Grader.Engine.Files;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Orc;

/// <summary>Makes the readers of a stripe's columns, each for the type that a query reads it as.</summary>
/// <param name="open">The bytes of a stream that the stripe has.</param>
internal sealed class OrcStripeReader(OrcStripeFooter stripe, OrcFooter footer, OrcBudget budget, Func<OrcStreamPlace, OrcStream> open)
{
    private const int MaxDecimalBytes = 20, MaxDecimalScale = 76;

    // The first stream of a kind counts. Streams of other kinds (indexes, filters) are passed over.
    private readonly Dictionary<(int Column, OrcStreamKind Kind), OrcStreamPlace> places = stripe.Streams
        .GroupBy(place => (place.Column, place.Kind)).ToDictionary(group => group.Key, group => group.First());

    /// <summary>The rows.</summary>
    /// <param name="schema">What the query reads the file as.</param>
    /// <param name="required">By position in the schema; null requires all.</param>
    public OrcColumnReader Rows(OrcType root, StructType schema, IReadOnlyList<bool>? required)
    {
        // Old versions of Hive wrote no names: their columns go by place.
        bool isByPlace = root.Children.Count > 0 && root.Entry.FieldNames.All(name => name.StartsWith("_col", StringComparison.Ordinal));
        if (isByPlace && root.Children.Count > schema.Fields.Count)
        {
            throw new FileFormatException($"The given data schema {schema.SimpleString} has less fields than the actual ORC physical schema, no idea which columns were dropped, fail to read");
        }

        return new OrcStructReader(Present(root), budget, [.. schema.Fields.Select((field, i) => required?[i] == false ? null
            : !isByPlace ? Field(root, field)
            : i < root.Children.Count ? Column(root.Children[i], field.DataType, field.Name) : null)]);
    }

    private OrcColumnReader? Field(OrcType parent, StructField field)
    {
        int[] found = [.. Enumerable.Range(0, parent.Children.Count).Where(i => ColumnNames.Same(parent.Entry.FieldNames[i], field.Name))];
        int place = found switch
        {
            [] => -1,
            [int single] => single,
            _ => Array.Find(found, i => parent.Entry.FieldNames[i] == field.Name) is var exact && parent.Entry.FieldNames[exact] == field.Name
                ? exact
                : throw new FileFormatException($"Found duplicate field(s) \"{field.Name}\": [{string.Join(", ", found.Select(i => parent.Entry.FieldNames[i]))}] in case-insensitive mode"),
        };
        return place < 0 ? null : Column(parent.Children[place], field.DataType, field.Name);
    }

    private OrcColumnReader Column(OrcType file, DataType type, string name)
    {
        BooleanDecoder? present = Present(file);
        switch (file.Kind, type)
        {
            case (OrcKind.Struct, StructType structure):
                return new OrcStructReader(present, budget, [.. structure.Fields.Select(field => Field(file, field))]);
            case (OrcKind.List, ArrayType array):
                return new OrcListReader(present, budget, Integers(file, OrcStreamKind.Length, false), Column(file.Children[0], array.ElementType, name));
            case (OrcKind.Map, MapType map):
                return new OrcMapReader(
                    present, budget, Integers(file, OrcStreamKind.Length, false), Column(file.Children[0], map.KeyType, name), Column(file.Children[1], map.ValueType, name));
            default:
                return new OrcValueReader(present, budget, Value(file, type) ?? throw new SparkException(new SparkError(
                    "SparkException", null, $"Reading the ORC column {name} of the type {file.Name} as {type.SimpleString} is not supported by this engine.",
                    "An ORC file has its own types: leave out the schema, or give the columns the types they were written with.")));
        }
    }

    /// <returns>Null where the column cannot be read as that type.</returns>
    private Func<Datum>? Value(OrcType file, DataType type)
    {
        switch (file.Kind, type)
        {
            case (OrcKind.Boolean, BooleanType):
                var flags = new BooleanDecoder(Stream(file, OrcStreamKind.Data));
                return () => Datum.Of(flags.Next());
            case (OrcKind.Byte or OrcKind.Short or OrcKind.Int or OrcKind.Long, _):
                return Whole(file, type);
            case (OrcKind.Float, FloatType or DoubleType):
                OrcStream floats = Stream(file, OrcStreamKind.Data);
                return () => Datum.Of((double)BitConverter.UInt32BitsToSingle((uint)Fixed(floats, 4)));
            case (OrcKind.Double, DoubleType):
                OrcStream doubles = Stream(file, OrcStreamKind.Data);
                return () => Datum.Of(BitConverter.UInt64BitsToDouble(Fixed(doubles, 8)));
            case (OrcKind.String or OrcKind.Char or OrcKind.Varchar, StringType):
                return Texts(file);
            case (OrcKind.Binary, BinaryType):
                OrcStream bytes = Stream(file, OrcStreamKind.Data);
                IntegerDecoder lengths = Integers(file, OrcStreamKind.Length, false);
                return () => Datum.Of(Bytes(bytes, lengths.Next()));
            case (OrcKind.Date, DateType):
                IntegerDecoder days = Integers(file, OrcStreamKind.Data, true);
                return footer.IsProleptic ? () => Datum.Of((long)(int)days.Next()) : () => Datum.Of((long)(int)JulianCalendarDays.ToProleptic((int)days.Next()));
            case (OrcKind.Timestamp or OrcKind.TimestampInstant, TimestampType or TimestampNtzType):
                return Timestamps(file);
            case (OrcKind.Decimal, DecimalType d):
                return Decimals(file, d);
            default:
                return null;
        }
    }

    // What does not fit into a narrower type is null, as ORC's own reader has it.
    private Func<Datum>? Whole(OrcType file, DataType type)
    {
        Func<long> next;
        if (file.Kind == OrcKind.Byte)
        {
            var bytes = new ByteDecoder(Stream(file, OrcStreamKind.Data));
            next = () => (sbyte)bytes.Next();
        }
        else
        {
            IntegerDecoder numbers = Integers(file, OrcStreamKind.Data, true);
            next = file.Kind switch
            {
                OrcKind.Short => () => (short)numbers.Next(),
                OrcKind.Int => () => (int)numbers.Next(),
                _ => numbers.Next,
            };
        }

        return (type, file.Kind) switch
        {
            (ByteType, _) => () => next() is var value && value == (sbyte)value ? Datum.Of(value) : Datum.Null,
            (ShortType, _) => () => next() is var value && value == (short)value ? Datum.Of(value) : Datum.Null,
            (IntegerType, _) => () => next() is var value && value == (int)value ? Datum.Of(value) : Datum.Null,
            (LongType, _) or (YearMonthIntervalType, OrcKind.Int) or (DayTimeIntervalType, OrcKind.Long) => () => Datum.Of(next()),
            (DoubleType, _) => () => Datum.Of((double)next()),
            _ => null,
        };
    }

    private Func<Datum> Texts(OrcType file)
    {
        OrcStream data = Stream(file, OrcStreamKind.Data);
        OrcEncoding encoding = Encoding(file);
        IntegerDecoder lengths = Integers(file, OrcStreamKind.Length, false);
        if (encoding.Kind is OrcEncodingKind.Direct or OrcEncodingKind.DirectV2)
        {
            return () => Datum.Of(Text(Bytes(data, lengths.Next())));
        }

        if (encoding.DictionarySize > OrcLimits.DictionaryEntries)
        {
            throw new FileFormatException($"a dictionary has {encoding.DictionarySize} entries; this engine's limit is {OrcLimits.DictionaryEntries}");
        }

        byte[] content = Stream(file, OrcStreamKind.DictionaryData).ReadAll(OrcLimits.DictionaryBytes);
        budget.Open(content.Length + encoding.DictionarySize * 24L);
        var entries = new List<(int Offset, int Length, Datum Value)>();
        int offset = 0;
        for (int i = 0; i < encoding.DictionarySize; i++)
        {
            long length = lengths.Next();
            if (length < 0 || length > content.Length - offset || length > ValueLimits.MaxLength)
            {
                throw new FileFormatException("an entry of a dictionary lies behind its end");
            }

            entries.Add((offset, (int)length, Datum.Null));
            offset += (int)length;
        }

        IntegerDecoder places = Integers(file, OrcStreamKind.Data, false, data);
        return () =>
        {
            long place = places.Next();
            if (place < 0 || place >= entries.Count)
            {
                throw new FileFormatException("a dictionary has fewer entries than a value asks for");
            }

            (int start, int length, Datum value) = entries[(int)place];
            if (value.IsNull)
            {
                value = Datum.Of(Text(content.AsSpan(start, length)));
                entries[(int)place] = (start, length, value); // All rows with it have one and the same text.
            }

            return value;
        };
    }

    private Func<Datum> Timestamps(OrcType file)
    {
        IntegerDecoder seconds = Integers(file, OrcStreamKind.Data, true), nanos = Integers(file, OrcStreamKind.Secondary, false);
        var moments = new OrcTimestamps(file.Kind == OrcKind.TimestampInstant ? "" : stripe.WriterTimeZone, footer.IsProleptic);
        return () => Datum.Of(moments.Micros(seconds.Next(), nanos.Next()));
    }

    private Func<Datum> Decimals(OrcType file, DecimalType type)
    {
        OrcStream data = Stream(file, OrcStreamKind.Data);
        IntegerDecoder scales = Integers(file, OrcStreamKind.Secondary, true);
        return () =>
        {
            BigInteger unscaled = Unscaled(data);
            long scale = scales.Next();
            if (scale is < 0 or > MaxDecimalScale)
            {
                throw new FileFormatException($"a decimal has the scale {scale}");
            }

            return DecimalArithmetic.ToType(new SparkDecimal(unscaled, (int)scale), type) is { } value ? Datum.Of(value) : Datum.Null;
        };
    }

    private static BigInteger Unscaled(OrcStream data)
    {
        BigInteger value = 0;
        for (int i = 0; i < MaxDecimalBytes; i++)
        {
            byte part = data.ReadByte();
            value |= (BigInteger)(part & 0x7F) << 7 * i;
            if (part < 0x80)
            {
                return value.IsEven ? value >> 1 : -(value + 1 >> 1);
            }
        }

        throw new FileFormatException("a decimal does not end");
    }

    private static ulong Fixed(OrcStream stream, int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
        {
            value |= (ulong)stream.ReadByte() << 8 * i;
        }

        return value;
    }

    private static byte[] Bytes(OrcStream stream, long length)
    {
        if (length is < 0 or > ValueLimits.MaxLength)
        {
            throw new FileFormatException($"it has a value of {length} bytes; this engine's limit is {ValueLimits.MaxLength}");
        }

        byte[] bytes = new byte[length];
        stream.Read(bytes);
        return bytes;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.UTF8.GetString(bytes);

    private BooleanDecoder? Present(OrcType file) => places.TryGetValue((file.Column, OrcStreamKind.Present), out OrcStreamPlace? place) ? new BooleanDecoder(open(place)) : null;

    // A column without any value has no stream, and nobody reads it.
    private OrcStream Stream(OrcType file, OrcStreamKind kind) =>
        open(places.TryGetValue((file.Column, kind), out OrcStreamPlace? place) ? place : new OrcStreamPlace(kind, file.Column, 0, 0));

    private IntegerDecoder Integers(OrcType file, OrcStreamKind kind, bool isSigned, OrcStream? stream = null) =>
        IntegerDecoder.Create(stream ?? Stream(file, kind), isSigned, Encoding(file).Kind);

    private OrcEncoding Encoding(OrcType file) => file.Column < stripe.Encodings.Count
        ? stripe.Encodings[file.Column]
        : throw new FileFormatException("a stripe does not say how its columns are encoded");
}
