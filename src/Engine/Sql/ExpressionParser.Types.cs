using System.Globalization;
using Grader.Plans;
using Grader.Plans.Types;

namespace Grader.Engine.Sql;

/// <summary>Type names and column lists.</summary>
internal abstract partial class ExpressionParser
{
    public DataType Type()
    {
        if (++depth > MaxDepth)
        {
            throw SparkException.Parse(null, $"The type is nested more than {MaxDepth} levels deep, which is more than this engine parses.");
        }

        SqlToken name = Current;
        DataType type = TypeNamed(Identifier(), name);
        depth--;
        return type;
    }

    /// <summary><c>name type [NOT NULL] [COMMENT 'text']</c>, separated by commas; a colon may stand between name and type.</summary>
    public IEnumerable<StructField> Columns()
    {
        List<StructField> fields = [];
        do
        {
            string name = Identifier();
            TakeSymbol(":");
            DataType type = Type();
            bool nullable = !TakeWords("NOT", "NULL");
            if (TakeWord("COMMENT") && Take().Kind != SqlTokenKind.String)
            {
                position--;
                throw Unexpected();
            }

            fields.Add(new StructField(name, type, nullable));
        }
        while (TakeSymbol(","));
        return fields;
    }

    private DataType TypeNamed(string name, SqlToken token)
    {
        switch (name.ToUpperInvariant())
        {
            case "BOOLEAN": return new BooleanType();
            case "TINYINT" or "BYTE": return new ByteType();
            case "SMALLINT" or "SHORT": return new ShortType();
            case "INT" or "INTEGER": return new IntegerType();
            case "BIGINT" or "LONG": return new LongType();
            case "FLOAT" or "REAL": return new FloatType();
            case "DOUBLE": return new DoubleType();
            case "STRING": return new StringType();
            case "VARCHAR" or "CHAR" or "CHARACTER":
                Parameters(1);
                return new StringType();
            case "BINARY": return new BinaryType();
            case "DATE": return new DateType();
            case "TIMESTAMP" or "TIMESTAMP_LTZ": return new TimestampType();
            case "TIMESTAMP_NTZ": return new TimestampNtzType();
            case "VOID" or "NULL": return new NullType();
            case "DECIMAL" or "DEC" or "NUMERIC": return Decimal();
            case "INTERVAL": return IntervalType();
            case "ARRAY":
                Expect("<");
                DataType element = Type();
                CloseAngle();
                return new ArrayType(element);
            case "MAP":
                Expect("<");
                DataType key = Type();
                Expect(",");
                DataType value = Type();
                CloseAngle();
                return new MapType(key, value);
            case "STRUCT":
                if (TakeSymbol("<>"))
                {
                    return StructType.Empty;
                }

                Expect("<");
                if (TakeSymbol(">"))
                {
                    return StructType.Empty;
                }

                Seq<StructField> fields = Columns().ToSeq();
                CloseAngle();
                return new StructType(fields);
            default:
                throw SparkException.Parse("UNSUPPORTED_DATATYPE", $"[UNSUPPORTED_DATATYPE] Unsupported data type \"{name.ToUpperInvariant()}\".(line 1, pos {token.Start})");
        }
    }

    private DecimalType Decimal()
    {
        int[] parameters = Current.IsSymbol("(") ? Parameters(2) : [];
        (int precision, int scale) = parameters switch
        {
            [] => (10, 0),
            [var p] => (p, 0),
            [var p, var s, ..] => (p, s),
        };
        return precision is >= 1 and <= DecimalType.MaxPrecision && scale >= 0 && scale <= precision
            ? new DecimalType(precision, scale)
            : throw SparkException.Parse(null, $"Decimal scale ({scale}) cannot be greater than precision ({precision}).");
    }

    private DataType IntervalType()
    {
        string[] all = ["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"];
        int from = Array.IndexOf(all, Current.Text.ToUpperInvariant());
        if (Current.Kind != SqlTokenKind.Word || from < 0)
        {
            return new CalendarIntervalType();
        }

        position++;
        int to = from;
        if (TakeWord("TO"))
        {
            to = Array.IndexOf(all, Identifier().ToUpperInvariant());
        }

        return to < from || (from < 2 && to > 1) ? throw Unexpected()
            : from < 2 ? new YearMonthIntervalType(from, to) : new DayTimeIntervalType(from - 2, to - 2);
    }

    private int[] Parameters(int most)
    {
        Expect("(");
        List<int> values = [];
        do
        {
            if (Current.Kind != SqlTokenKind.Number || values.Count == most
                || !int.TryParse(Current.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value))
            {
                throw Unexpected();
            }

            values.Add(value);
            position++;
        }
        while (TakeSymbol(","));
        Expect(")");
        return [.. values];
    }

    private void CloseAngle()
    {
        // ">=" and friends are tokens of their own, but no type is followed by one.
        Expect(">");
    }
}
