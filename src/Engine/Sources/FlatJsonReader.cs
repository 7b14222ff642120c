using System.Buffers;
using System.Buffers.Text;
using Grader.Engine.Expressions;
using Grader.Engine.Text;
using Grader.Plans.Types;

namespace Grader.Engine.Sources;

/// <summary>
/// The fast way through the lines that nearly all files are made of: one flat object, double quotes, no escapes, values of the columns' types.
/// It declines every other line, and says nothing about why: <see cref="JsonTokenizer"/> and <see cref="JsonValueConverter"/> decide what such a
/// line means. A line that it takes has the same row there. Columns that are not required are passed over.
/// </summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class FlatJsonReader
{
    private static readonly SearchValues<byte> StringStops = SearchValues.Create([.. Enumerable.Range(0, 32).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    private readonly Column[] columns;
    private readonly bool namesArePlain;
    private readonly bool readsTimestamps;
    private readonly TimeZoneInfo zone;

    public FlatJsonReader(JsonType root, JsonReadOptions options)
    {
        readsTimestamps = options.TimestampFormat is null;
        zone = options.Zone;

        // A name that needs escapes does not stand in a line as it is.
        namesArePlain = Enumerable.Range(0, root.Children.Length).All(i => root.NameOf(i).AsSpan().IndexOfAny(StringStops) < 0);
        columns = [.. root.Children.Select((child, i) => new Column(root.NameOf(i), child.DataType, root.IsRequired(i)))];
    }

    /// <summary>Reads the line's columns into the row; where it answers false, the row holds anything.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, Span<Datum> row)
    {
        row.Clear();
        int position = 1;
        if (line.Length < 2 || line[0] != '{' || !namesArePlain)
        {
            return false;
        }

        SkipBlank(line, ref position);
        if (position < line.Length && line[position] == '}')
        {
            return true;
        }

        int expected = 0;
        while (true)
        {
            if (!TryName(line, ref position, ref expected, out int column) || !TryValue(line, ref position, column, row))
            {
                return false;
            }

            SkipBlank(line, ref position);
            if (position == line.Length)
            {
                return false;
            }

            byte next = line[position++];
            if (next == '}')
            {
                return true;
            }

            if (next != ',')
            {
                return false;
            }

            SkipBlank(line, ref position);
        }
    }

    /// <summary>Reads a name and the colon behind it.</summary>
    /// <param name="expected">The column that stands next where records repeat the order of the schema.</param>
    private bool TryName(ReadOnlySpan<byte> line, ref int position, ref int expected, out int column)
    {
        column = -1;
        ReadOnlySpan<byte> rest = line[position..];
        for (int tried = 0; tried < columns.Length; tried++)
        {
            int index = expected + tried;
            index = index < columns.Length ? index : index - columns.Length;
            if (rest.StartsWith(columns[index].QuotedName))
            {
                column = index;
                expected = index + 1 == columns.Length ? 0 : index + 1;
                position += columns[index].QuotedName.Length;
                return TryColon(line, ref position);
            }
        }

        return rest.Length > 0 && rest[0] == '"' && TryString(line, ref position, out _) && TryColon(line, ref position);
    }

    private static bool TryColon(ReadOnlySpan<byte> line, ref int position)
    {
        SkipBlank(line, ref position);
        if (position == line.Length || line[position] != ':')
        {
            return false;
        }

        position++;
        SkipBlank(line, ref position);
        return true;
    }

    private bool TryValue(ReadOnlySpan<byte> line, ref int position, int column, Span<Datum> row)
    {
        if (position == line.Length)
        {
            return false;
        }

        bool isRequired = column >= 0 && columns[column].IsRequired;
        switch (line[position])
        {
            case (byte)'"':
                return TryString(line, ref position, out ReadOnlySpan<byte> text) && (!isRequired || TryText(columns[column], text, out row[column]));
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                int start = position;
                return PlainNumber.TryScan(line, ref position, out bool isInteger) && IsValueEnd(line, position)
                    && (!isRequired || TryNumber(columns[column].Type, line[start..position], isInteger, out row[column]));
            case (byte)'t':
                return TryWord(line, ref position, "true"u8) && (!isRequired || TryBoolean(columns[column].Type, true, out row[column]));
            case (byte)'f':
                return TryWord(line, ref position, "false"u8) && (!isRequired || TryBoolean(columns[column].Type, false, out row[column]));
            case (byte)'n':
                if (isRequired)
                {
                    row[column] = Datum.Null;
                }

                return TryWord(line, ref position, "null"u8);
            default:
                return false;
        }
    }

    private bool TryText(Column column, ReadOnlySpan<byte> text, out Datum value)
    {
        switch (column.Type)
        {
            case StringType:
                value = Datum.Of(column.Strings.Get(text));
                return true;
            case TimestampType when readsTimestamps && PlainTimestamp.TryParse(text, out long local, out bool isUtc):
                value = Datum.Of(isUtc ? local : TemporalText.ToInstant(local, zone));
                return true;
            default:
                value = default;
                return false;
        }
    }

    private static bool TryNumber(DataType type, ReadOnlySpan<byte> text, bool isInteger, out Datum value)
    {
        switch (type)
        {
            case DoubleType:
                value = Datum.Of(PlainNumber.ToDouble(text));
                return true;
            case LongType or IntegerType or ShortType when isInteger && Utf8Parser.TryParse(text, out long number, out int length) && length == text.Length:
                value = Datum.Of(number);
                return type is LongType || (type is IntegerType ? number == (int)number : number == (short)number);
            default:
                value = default;
                return false;
        }
    }

    private static bool TryBoolean(DataType type, bool word, out Datum value)
    {
        value = Datum.Of(word);
        return type is BooleanType;
    }

    private static bool TryString(ReadOnlySpan<byte> line, ref int position, out ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = line[(position + 1)..];
        int length = rest.IndexOfAny(StringStops);
        if (length < 0 || rest[length] != '"')
        {
            text = default;
            return false;
        }

        text = rest[..length];
        position += length + 2;
        return true;
    }

    private static bool TryWord(ReadOnlySpan<byte> line, ref int position, ReadOnlySpan<byte> word)
    {
        if (!line[position..].StartsWith(word))
        {
            return false;
        }

        position += word.Length;
        return IsValueEnd(line, position);
    }

    private static bool IsValueEnd(ReadOnlySpan<byte> line, int position) =>
        position < line.Length && line[position] is (byte)',' or (byte)'}' or (byte)' ' or (byte)'\t';

    private static void SkipBlank(ReadOnlySpan<byte> line, ref int position)
    {
        while (position < line.Length && line[position] is (byte)' ' or (byte)'\t')
        {
            position++;
        }
    }

    private sealed class Column(byte[] name, DataType type, bool isRequired)
    {
        public byte[] QuotedName { get; } = [(byte)'"', .. name, (byte)'"'];

        public DataType Type { get; } = type;

        public bool IsRequired { get; } = isRequired;

        public Utf8StringPool Strings { get; } = new();
    }
}
