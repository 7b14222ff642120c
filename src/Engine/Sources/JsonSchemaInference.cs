using System.Numerics;
using System.Text;
using Grader.Engine.Files;
using Grader.Engine.Text;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>The schema of JSON records: fields sorted by name, each of the narrowest type that all its values have (Spark's JsonInferSchema).</summary>
internal sealed class JsonSchemaInference(JsonReadOptions options)
{
    private const int MaxPrecision = 38;
    private const int MaxFields = 20_000;

    private readonly JsonTokenizer json = new(options);
    private int fieldCount;

    public StructType Infer(IEnumerable<Stream> files)
    {
        DataType root = new StructType([]);
        foreach (ArraySegment<byte> record in RecordSample.Take(files.SelectMany(Records), options.SamplingRatio))
        {
            if (RecordType(record) is { } type)
            {
                root = CommonRoot(root, type);
            }
        }

        return Canonical(root) as StructType ?? new StructType([]);
    }

    /// <summary>The type of one JSON value: what <c>schema_of_json</c> says.</summary>
    /// <exception cref="SparkException">The text is no JSON.</exception>
    public DataType InferValue(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            json.Reset(bytes, 0, bytes.Length);
            DataType type = json.Next() == JsonToken.EndOfInput ? new NullType() : ValueType();
            return Canonical(type) ?? type switch
            {
                StructType => new StructType([]),
                ArrayType { ElementType: StructType } => new ArrayType(new StructType([])),
                _ => new StringType(),
            };
        }
        catch (JsonSyntaxException e)
        {
            throw new SparkException(new SparkError("JsonParseException", null, e.Message));
        }
    }

    private IEnumerable<ArraySegment<byte>> Records(Stream content)
    {
        ArraySegment<byte> Utf8() => options.Encoding is { } encoding
            ? Encoding.UTF8.GetBytes(TextEncoding.Decode(encoding, WholeContent.Of(content)))
            : WholeContent.Of(content);
        if (options.MultiLine)
        {
            ArraySegment<byte> whole = Utf8();
            yield return whole.AsSpan().StartsWith("\uFEFF"u8) ? whole[3..] : whole;
            yield break;
        }

        var lines = new LineReader(options.Encoding is null ? content : WholeContent.Stream(Utf8()), options.LineSeparator);
        while (lines.Next())
        {
            yield return new ArraySegment<byte>(lines.Buffer, lines.LineStart, lines.LineLength);
        }
    }

    /// <summary>Null where the record says nothing: it is blank, or dropped as malformed.</summary>
    private DataType? RecordType(ArraySegment<byte> record)
    {
        try
        {
            json.Reset(record.Array!, record.Offset, record.Count);
            return json.Next() == JsonToken.EndOfInput ? null : ValueType();
        }
        catch (JsonSyntaxException e)
        {
            return options.Mode switch
            {
                ParseMode.Permissive => new StructType([new StructField(options.CorruptRecordColumn, new StringType())]),
                ParseMode.DropMalformed => null,
                _ => throw MalformedInInference(e.Message),
            };
        }
    }

    private DataType ValueType()
    {
        switch (json.Token)
        {
            case JsonToken.StartObject:
                return ObjectType();
            case JsonToken.StartArray:
                DataType element = new NullType();
                while (json.Next() != JsonToken.EndArray)
                {
                    element = Common(element, ValueType());
                }

                return new ArrayType(element);
            case JsonToken.String:
                return TextType();
            case JsonToken.Integer or JsonToken.Float:
                return options.PrimitivesAsString ? new StringType() : NumberType();
            case JsonToken.True or JsonToken.False:
                return options.PrimitivesAsString ? new StringType() : new BooleanType();
            default:
                return new NullType();
        }
    }

    private StructType ObjectType()
    {
        var fields = new SortedDictionary<string, DataType>(StringComparer.Ordinal);
        while (json.Next() != JsonToken.EndObject)
        {
            json.TryName(out ReadOnlySpan<byte> utf8);
            string name = Encoding.UTF8.GetString(utf8);
            json.Next();
            DataType type = ValueType();

            // Spark keeps a repeated name twice and fails later; here the last one wins, as in reading.
            fields[name] = type;
        }

        return Struct(fields);
    }

    private DataType TextType()
    {
        if (json.IsEmptyString)
        {
            return new NullType();
        }

        if (options.PrefersDecimal && DecimalTypeOf(json.Text.Replace(",", "", StringComparison.Ordinal)) is { } type)
        {
            return type;
        }

        return options.InferTimestamp && IsTimestamp(json.Text) ? new TimestampType() : new StringType();
    }

    private bool IsTimestamp(string text) => options.TimestampFormat is { } pattern
        ? JavaDateTimeFormatter.Create(pattern, options.Zone).TryParse(text, out _)
        : TemporalText.TryParseTimestamp(text, options.Zone, 0, out _);

    private DataType NumberType()
    {
        string text = Encoding.UTF8.GetString(json.Raw);
        if (json.Token == JsonToken.Float)
        {
            return options.PrefersDecimal && !json.IsSpecial ? Fitting(text) : new DoubleType();
        }

        return long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _) ? new LongType() : Fitting(text);
    }

    // A number that DECIMAL cannot hold is a DOUBLE.
    private static DataType Fitting(string number) => DecimalTypeOf(number) is { Precision: <= MaxPrecision } type
        ? type with { Precision = Math.Max(type.Precision, type.Scale) }
        : new DoubleType();

    /// <summary>Precision and scale of Java's BigDecimal; null where the text is no number or one that DECIMAL cannot hold.</summary>
    internal static DecimalType? DecimalTypeOf(string text)
    {
        if (JavaBigDecimal.Parse(text) is not { } number)
        {
            return null;
        }

        int precision = Math.Max(number.Precision, number.Scale);
        return precision <= MaxPrecision && number.Scale >= -MaxPrecision ? new DecimalType(precision, number.Scale) : null;
    }

    private DataType CommonRoot(DataType left, DataType right) => (left, right) switch
    {
        // An array at the top is a row for each element.
        (ArrayType array, _) => CommonRoot(array.ElementType, right),
        (_, ArrayType array) => CommonRoot(left, array.ElementType),
        (StructType, NullType) => left,
        (NullType, StructType) => right,
        (StructType row, not StructType) => WithCorruptColumn(row, right),
        (not StructType, StructType row) => WithCorruptColumn(row, left),
        _ => Common(left, right),
    };

    private StructType WithCorruptColumn(StructType row, DataType other) => options.Mode switch
    {
        ParseMode.Permissive when row.Fields.All(field => field.Name != options.CorruptRecordColumn) =>
            new StructType(row.Fields.Append(new StructField(options.CorruptRecordColumn, new StringType())).OrderBy(field => field.Name, StringComparer.Ordinal).ToSeq()),
        ParseMode.FailFast => throw MalformedInInference($"Failed to infer a common schema. Struct types are expected, but `{other.SimpleString}` was found."),
        _ => row,
    };

    private DataType Common(DataType left, DataType right)
    {
        switch (left, right)
        {
            case (StructType l, StructType r):
                var fields = new SortedDictionary<string, DataType>(StringComparer.Ordinal);
                foreach (StructField field in l.Fields.Concat(r.Fields))
                {
                    fields[field.Name] = fields.TryGetValue(field.Name, out DataType? known) ? Common(known, field.DataType) : field.DataType;
                }

                return Struct(fields);
            case (ArrayType l, ArrayType r):
                return new ArrayType(Common(l.ElementType, r.ElementType));
            default:
                return InferredTypes.Common(left, right) ?? new StringType();
        }
    }

    private StructType Struct(SortedDictionary<string, DataType> fields)
    {
        fieldCount = Math.Max(fieldCount, fields.Count);
        return fieldCount <= MaxFields
            ? new StructType(fields.Select(field => new StructField(field.Key, field.Value)).ToSeq())
            : throw new SparkException(new SparkError("SparkException", null, $"An inferred schema has more than {MaxFields} fields, which is this engine's limit."));
    }

    /// <summary>What never had a value is text; what has no fields is nothing at all.</summary>
    private DataType? Canonical(DataType type)
    {
        switch (type)
        {
            case NullType:
                return options.DropFieldIfAllNull ? null : new StringType();
            case ArrayType array:
                return Canonical(array.ElementType) is { } element ? new ArrayType(element) : null;
            case StructType row:
                Seq<StructField> fields = row.Fields.Where(field => field.Name.Length > 0)
                    .Select(field => (field.Name, Type: Canonical(field.DataType))).Where(field => field.Type is not null)
                    .Select(field => new StructField(field.Name, field.Type!)).ToSeq();
                return fields.Count > 0 ? new StructType(fields) : null;
            default:
                return type;
        }
    }

    private static SparkException MalformedInInference(string reason) => new(new SparkError("SparkException", "_LEGACY_ERROR_TEMP_2165",
        $"Malformed records are detected in schema inference. Parse Mode: FAILFAST. Reasons: {reason}"));
}

/// <summary>What Java's BigDecimal makes of a text.</summary>
/// <param name="Precision">Digits of the unscaled value, at least 1.</param>
/// <param name="Scale">Digits after the point; negative for a number such as 1E3.</param>
internal readonly record struct JavaBigDecimal(BigInteger Unscaled, int Precision, int Scale)
{
    private const int MaxDigits = 1000;

    public static JavaBigDecimal? Parse(string text)
    {
        int exponentAt = text.IndexOfAny(['e', 'E']);
        string mantissa = exponentAt < 0 ? text : text[..exponentAt];
        int exponent = 0;
        if (exponentAt >= 0
            && (!int.TryParse(text[(exponentAt + 1)..], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out exponent)
                || Math.Abs((long)exponent) > int.MaxValue / 2))
        {
            return null;
        }

        string unsigned = mantissa is ['-' or '+', ..] ? mantissa[1..] : mantissa;
        int point = unsigned.IndexOf('.', StringComparison.Ordinal);
        string digits = point < 0 ? unsigned : unsigned.Remove(point, 1);
        if (digits.Length is 0 or > MaxDigits || digits.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return null;
        }

        BigInteger unscaled = BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
        return new JavaBigDecimal(
            mantissa.StartsWith('-') ? -unscaled : unscaled, Math.Max(1, digits.TrimStart('0').Length), (point < 0 ? 0 : unsigned.Length - point - 1) - exponent);
    }
}
