using System.Globalization;
using System.Text;
using Grader.Plans;

namespace Grader.Engine.Text;

/// <summary>Java's DateTimeFormatter patterns as Spark 3.5 takes them: strict, English names, no week-based letters.</summary>
public sealed partial class JavaDateTimeFormatter
{
    // Optional parts in optional parts. Java has no bound but its stack.
    private const int MaxDepth = 100;
    private const string WeekBased = "YWwuec";
    private const string Unsupported = "ABnNp";
    private const string UnsupportedInParsing = "EFqQ";

    // What java.text.SimpleDateFormat knows: a pattern that only it takes means something else since Spark 3.0.
    private const string LegacyLetters = "GyYMLwWDdFEuaHkKhmsSzZX";
    private const string Supported = "GyMLdDEFahHkKmsSVzOXxZQq";
    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12];
    private static readonly string[] Days = CultureInfo.InvariantCulture.DateTimeFormat.DayNames;

    private readonly string pattern;
    private readonly TimeZoneInfo zone;
    private readonly List<Item> items;

    private JavaDateTimeFormatter(string pattern, TimeZoneInfo zone, List<Item> items)
    {
        this.pattern = pattern;
        this.zone = zone;
        this.items = items;
    }

    /// <summary>Reads a pattern.</summary>
    /// <param name="isParsing">Some letters only write.</param>
    /// <exception cref="SparkException">The pattern has letters that Spark 3 refuses, or is no pattern.</exception>
    public static JavaDateTimeFormatter Create(string pattern, TimeZoneInfo zone, bool isParsing = false)
    {
        try
        {
            return Read(pattern, zone, isParsing);
        }
        catch (SparkException) when (IsLegacyPattern(pattern))
        {
            throw new SparkException(new SparkError("SparkUpgradeException", "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION",
                "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION] You may get a different result due to the upgrading to Spark >= 3.0:\n"
                + $"Fail to recognize '{pattern}' pattern in the DateTimeFormatter. 1) You can set \"spark.sql.legacy.timeParserPolicy\" to \"LEGACY\" to restore the behavior before Spark 3.0. "
                + "2) You can form a valid datetime pattern with the guide from 'https://spark.apache.org/docs/latest/sql-ref-datetime-pattern.html'."));
        }
    }

    private static JavaDateTimeFormatter Read(string pattern, TimeZoneInfo zone, bool isParsing)
    {
        List<Item> items = [];
        int depth = 0;
        for (int i = 0; i < pattern.Length;)
        {
            char c = pattern[i];
            if (char.IsAsciiLetter(c))
            {
                int count = pattern.AsSpan(i).IndexOfAnyExcept(c);
                count = count < 0 ? pattern.Length - i : count;
                items.Add(Letter(c, count, isParsing));
                i += count;
            }
            else if (c == '\'')
            {
                i = Quoted(pattern, i, items);
            }
            else if (c is '[' or ']')
            {
                depth = Math.Max(0, depth + (c == '[' ? 1 : -1));
                if (depth > MaxDepth)
                {
                    throw SparkException.IllegalArgument($"A pattern has optional parts nested more than {MaxDepth} levels deep, which is more than this engine takes.");
                }

                items.Add(new Item(c, 0, ""));
                i++;
            }
            else if (c is '{' or '}' or '#')
            {
                throw SparkException.IllegalArgument($"Pattern includes reserved character: '{c}'");
            }
            else
            {
                items.Add(new Item('\'', 0, c.ToString()));
                i++;
            }
        }

        return new JavaDateTimeFormatter(pattern, zone, items);
    }

    public string Format(long micros)
    {
        long offset = TemporalText.OffsetMicros(micros, zone);
        (long days, long time) = TemporalText.FloorDays(micros + offset);
        (int year, int month, int day) = CivilDate.FromDays((int)days);
        var text = new StringBuilder();
        foreach (Item item in items)
        {
            long seconds = time / 1_000_000;
            int hour = (int)(seconds / 3600);
            text.Append(item.Letter switch
            {
                '\'' => item.Text,
                '[' or ']' => "",
                'G' => item.Count == 4 ? (year > 0 ? "Anno Domini" : "Before Christ") : item.Count == 5 ? (year > 0 ? "A" : "B") : year > 0 ? "AD" : "BC",
                'y' => Year(year > 0 ? year : 1 - year, item.Count),
                'M' or 'L' => Named(Months, month - 1, month, item.Count),
                'd' => Padded(day, item.Count),
                'D' => Padded(DayOfYear(days, year), item.Count),
                'E' => Named(Days, DayOfWeek(days), 0, Math.Max(item.Count, 3)),
                'F' => Padded((day - 1) / 7 + 1, item.Count),
                'Q' or 'q' => Quarter((month - 1) / 3 + 1, item.Count),
                'a' => hour < 12 ? "AM" : "PM",
                'h' => Padded((hour + 11) % 12 + 1, item.Count),
                'K' => Padded(hour % 12, item.Count),
                'k' => Padded(hour == 0 ? 24 : hour, item.Count),
                'H' => Padded(hour, item.Count),
                'm' => Padded((int)(seconds / 60 % 60), item.Count),
                's' => Padded((int)(seconds % 60), item.Count),
                'S' => ((time % 1_000_000) * 1000).ToString("000000000", CultureInfo.InvariantCulture)[..item.Count],
                'V' or 'z' => zone != TimeZoneInfo.Utc ? zone.Id : item is { Letter: 'z', Count: 4 } ? "Coordinated Universal Time" : "UTC",
                'X' or 'x' or 'Z' or 'O' => Offset(item, offset / 1_000_000),
                _ => "",
            });
        }

        return text.ToString();
    }

    /// <summary>Parses the whole text; false where it does not match exactly.</summary>
    public bool TryParse(string text, out long micros)
    {
        micros = 0;
        var fields = new Fields { Zone = zone };
        return Match(text, ref fields, lenient: false) && fields.TryResolve(out micros);
    }

    /// <summary>Parses as a source does: what the parser before Spark 3.0 would have taken and the new one does not fails the query.</summary>
    public bool TryParseOrRefuse(string text, out long micros) =>
        TryParse(text, out micros) || (LegacyReads(text) ? throw NewParserFails(text) : false);

    /// <summary>Whether Java's old, lenient SimpleDateFormat takes a prefix of the text.</summary>
    public bool LegacyReads(string text)
    {
        var fields = new Fields { Zone = zone };
        return Match(text, ref fields, lenient: true);
    }

    /// <summary>Whether the lenient parser takes a text as <c>yyyy-MM-dd</c>, whatever the numbers are.</summary>
    public static bool LegacyReadsDate(string text) => Create("yyyy-MM-dd", TimeZoneInfo.Utc).LegacyReads(text);

    /// <summary>Spark's refusal of a text that means something else since Spark 3.0.</summary>
    public static SparkException NewParserFails(string text) => new(new SparkError(
        "SparkUpgradeException", "INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER",
        "[INCONSISTENT_BEHAVIOR_CROSS_VERSION.PARSE_DATETIME_BY_NEW_PARSER] You may get a different result due to the upgrading to Spark >= 3.0:\n"
        + $"Fail to parse '{text}' in the new parser. You can set \"spark.sql.legacy.timeParserPolicy\" to \"LEGACY\" to restore the behavior before Spark 3.0, "
        + "or set to \"CORRECTED\" and treat it as an invalid datetime string."));

    public override string ToString() => pattern;

    private static bool IsLegacyPattern(string pattern)
    {
        bool isQuoted = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            isQuoted ^= pattern[i] == '\'';
            if (!isQuoted && char.IsAsciiLetter(pattern[i]) && !LegacyLetters.Contains(pattern[i], StringComparison.Ordinal))
            {
                return false;
            }
        }

        return !isQuoted && !pattern.Contains("XXXX", StringComparison.Ordinal);
    }

    private static Item Letter(char letter, int count, bool isParsing)
    {
        if (WeekBased.Contains(letter, StringComparison.Ordinal))
        {
            throw SparkException.IllegalArgument(
                $"All week-based patterns are unsupported since Spark 3.0, detected: {letter}, Please use the SQL function EXTRACT instead");
        }

        if (Unsupported.Contains(letter, StringComparison.Ordinal) || (isParsing && UnsupportedInParsing.Contains(letter, StringComparison.Ordinal)))
        {
            throw SparkException.IllegalArgument($"Illegal pattern character: {letter}");
        }

        if (!Supported.Contains(letter, StringComparison.Ordinal))
        {
            throw SparkException.IllegalArgument($"Unknown pattern letter: {letter}");
        }

        int limit = letter switch
        {
            'y' => 6,
            'S' => 9,
            'G' or 'M' or 'L' or 'E' or 'Q' or 'q' or 'z' => 4,
            'D' => 3,
            'X' or 'x' or 'Z' => 5,
            'V' => 2,
            'O' => 4,
            'F' or 'a' => 1,
            _ => 2,
        };
        return letter == 'V' && count != 2 ? throw SparkException.IllegalArgument("Pattern letter count must be 2: V")
            : letter == 'O' && count is not (1 or 4) ? throw SparkException.IllegalArgument("Pattern letter count must be 1 or 4: O")
            : count > limit ? throw SparkException.IllegalArgument($"Too many pattern letters: {letter}")
            : new Item(letter, count, "");
    }

    private static int Quoted(string pattern, int start, List<Item> items)
    {
        var text = new StringBuilder();
        int i = start + 1;
        for (; i < pattern.Length; i++)
        {
            if (pattern[i] != '\'')
            {
                text.Append(pattern[i]);
            }
            else if (i + 1 < pattern.Length && pattern[i + 1] == '\'')
            {
                text.Append('\'');
                i++;
            }
            else
            {
                items.Add(new Item('\'', 0, text.Length == 0 ? "'" : text.ToString()));
                return i + 1;
            }
        }

        throw SparkException.IllegalArgument($"Pattern ends with an incomplete string literal: {pattern}");
    }

    // As CompositePrinterParser does: an optional part that does not match is skipped, one that does is not given back.
    private bool Match(string text, ref Fields fields, bool lenient)
    {
        int position = 0;
        var open = new Stack<(int Index, int Position, Fields Fields)>();
        for (int index = 0; index < items.Count; index++)
        {
            Item item = items[index];
            if (item.Letter == '[')
            {
                open.Push((index, position, fields));
            }
            else if (item.Letter == ']')
            {
                open.TryPop(out _);
            }
            else if (!fields.Read(text, ref position, item, IsAdjacent(index), lenient))
            {
                if (!open.TryPop(out (int Index, int Position, Fields Fields) optional))
                {
                    return false;
                }

                (position, fields) = (optional.Position, optional.Fields);
                index = ClosingBracket(optional.Index);
            }
        }

        return lenient || position == text.Length;
    }

    private int ClosingBracket(int index)
    {
        int depth = 0;
        for (; index < items.Count; index++)
        {
            depth += items[index].Letter switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                return index;
            }
        }

        return items.Count;
    }

    // Numbers that touch the next number take exactly their own digits: yyyyMMdd.
    private bool IsAdjacent(int index) => index + 1 < items.Count && "ydDhHkKmsSMLQqF".Contains(items[index + 1].Letter, StringComparison.Ordinal)
        && !(items[index + 1].Letter is 'M' or 'L' && items[index + 1].Count > 2);

    private static string Year(int year, int count) => count == 2 ? Padded(year % 100, 2)
        : (year > 9999 && count >= 4 ? "+" : "") + Padded(year, count);

    private static string Padded(int value, int count) => value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private static string Named(string[] names, int index, int number, int count) => count switch
    {
        3 => names[index][..3],
        4 => names[index],
        _ => Padded(number, count),
    };

    private static string Quarter(int quarter, int count) => count switch
    {
        3 => $"Q{quarter}",
        4 => quarter switch { 1 => "1st quarter", 2 => "2nd quarter", 3 => "3rd quarter", _ => "4th quarter" },
        _ => Padded(quarter, count),
    };

    private static int DayOfWeek(long days) => (int)(((days + 4) % 7 + 7) % 7);

    private static int DayOfYear(long days, int year)
    {
        CivilDate.TryToDays(year, 1, 1, out int first);
        return (int)(days - first) + 1;
    }

    private static string Offset(Item item, long seconds)
    {
        string sign = seconds < 0 ? "-" : "+";
        long hours = Math.Abs(seconds) / 3600, minutes = Math.Abs(seconds) / 60 % 60;
        if (item.Letter == 'O')
        {
            return seconds == 0 ? "GMT" : item.Count == 4 ? $"GMT{sign}{hours:00}:{minutes:00}" : $"GMT{sign}{hours}{(minutes == 0 ? "" : $":{minutes:00}")}";
        }

        if (item.Letter == 'Z' && item.Count == 4)
        {
            return seconds == 0 ? "GMT" : $"GMT{sign}{hours:00}:{minutes:00}";
        }

        if (item.Letter == 'Z' && item.Count < 4)
        {
            return $"{sign}{hours:00}{minutes:00}";
        }

        return item.Letter is 'X' or 'Z' && seconds == 0 ? "Z" : item.Count switch
        {
            1 => $"{sign}{hours:00}{(minutes == 0 ? "" : $"{minutes:00}")}",
            2 or 4 => $"{sign}{hours:00}{minutes:00}",
            _ => $"{sign}{hours:00}:{minutes:00}",
        };
    }

    /// <summary>A run of one letter, or literal text under the letter <c>'</c>.</summary>
    private readonly record struct Item(char Letter, int Count, string Text);
}
