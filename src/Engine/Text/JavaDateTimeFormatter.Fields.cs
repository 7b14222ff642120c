using System.Globalization;

namespace Grader.Engine.Text;

public sealed partial class JavaDateTimeFormatter
{
    /// <summary>What a text said, field by field, until all of it was read.</summary>
    private struct Fields
    {
        private int? year, month, day, dayOfYear, hour, hourOfHalf, minute, second, quarter;
        private bool? isAfternoon;
        private bool isBeforeChrist;
        private long fraction;

        public TimeZoneInfo Zone { get; set; }

        public bool Read(string text, ref int position, Item item, bool adjacent, bool lenient)
        {
            int number;
            switch (item.Letter)
            {
                case '\'':
                    if (string.CompareOrdinal(text, position, item.Text, 0, item.Text.Length) != 0)
                    {
                        return false;
                    }

                    position += item.Text.Length;
                    return true;
                case 'M' or 'L' or 'E' when item.Count > 2 || item.Letter == 'E':
                    int name = Name(text, ref position, item.Letter == 'E' ? Days : Months, item.Count == 4);
                    month = name < 0 || item.Letter == 'E' ? month : name + 1;
                    return name >= 0;
                case 'a':
                    bool morning = string.Compare(text, position, "AM", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
                    bool afternoon = string.Compare(text, position, "PM", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
                    isAfternoon = afternoon;
                    position += 2;
                    return morning || afternoon;
                case 'G':
                    isBeforeChrist = string.Compare(text, position, "BC", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
                    bool era = isBeforeChrist || string.Compare(text, position, "AD", 0, 2, StringComparison.OrdinalIgnoreCase) == 0;
                    position += 2;
                    return era;
                case 'X' or 'x' or 'Z' or 'V' or 'z' or 'O':
                    return ReadZone(text, ref position, item);
                case 'S':
                    return ReadFraction(text, ref position, item.Count, lenient);
                case 'y':
                    // More digits than letters would need a sign, by Java's SignStyle.EXCEEDS_PAD.
                    int max = item.Count == 1 && !adjacent ? 7 : item.Count;
                    if (!Number(text, ref position, item.Count, lenient && !adjacent ? 9 : max, lenient && !adjacent, out number))
                    {
                        return false;
                    }

                    year = item.Count == 2 && number < 100 ? 2000 + number : number;
                    return true;
                default:
                    int most = lenient ? (adjacent ? item.Count : 9) : item.Letter == 'D' ? 3 : 2;
                    if (!Number(text, ref position, item.Count, most, lenient && !adjacent, out number))
                    {
                        return false;
                    }

                    Set(item.Letter, number);
                    return true;
            }
        }

        public readonly bool TryResolve(out long micros)
        {
            micros = 0;
            int actualHour = hour ?? (hourOfHalf is { } half ? (half % 12) + (isAfternoon == true ? 12 : 0) : 0);
            if (actualHour > 23 || minute > 59 || second > 59 || hourOfHalf > 12)
            {
                return false;
            }

            int actualYear = year ?? 1970;
            actualYear = isBeforeChrist ? 1 - actualYear : actualYear;
            int days;
            if (dayOfYear is { } ordinal && month is null)
            {
                if (ordinal < 1 || ordinal > (CivilDate.IsLeap(actualYear) ? 366 : 365) || !CivilDate.TryToDays(actualYear, 1, 1, out days))
                {
                    return false;
                }

                days += ordinal - 1;
            }
            else if (!CivilDate.TryToDays(actualYear, month ?? (quarter - 1) * 3 + 1 ?? 1, day ?? 1, out days))
            {
                return false;
            }

            long seconds = (actualHour * 60L + (minute ?? 0)) * 60 + (second ?? 0);
            micros = TemporalText.ToInstant(days * 86_400_000_000L + seconds * 1_000_000 + fraction, Zone);
            return true;
        }

        private void Set(char letter, int number)
        {
            switch (letter)
            {
                case 'M' or 'L': month = number; break;
                case 'd': day = number; break;
                case 'D': dayOfYear = number; break;
                case 'H': hour = number; break;
                case 'k': hour = number == 24 ? 0 : number; break;
                case 'h' or 'K': hourOfHalf = number; break;
                case 'm': minute = number; break;
                case 's': second = number; break;
                case 'Q' or 'q': quarter = number; break;
                default: break;
            }
        }

        private bool ReadZone(string text, ref int position, Item item)
        {
            int end = position;
            if (item.Letter is 'X' or 'x')
            {
                if (item.Letter == 'X' && end < text.Length && text[end] == 'Z')
                {
                    end++;
                }
                else if (end < text.Length && text[end] is '+' or '-')
                {
                    bool colons = item.Count is 3 or 5;
                    int length = colons ? 6 : item.Count == 1 && !(end + 5 <= text.Length && char.IsAsciiDigit(text[end + 3]) && char.IsAsciiDigit(text[end + 4])) ? 3 : 5;
                    if (end + length > text.Length || (text[end..(end + length)].Contains(':', StringComparison.Ordinal) != colons))
                    {
                        return false;
                    }

                    end += length;
                }
            }
            else
            {
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '/' or '_' or '+' or '-' or ':'))
                {
                    end++;
                }
            }

            if (end == position || !TemporalText.TryZone(text.AsSpan(position, end - position), out TimeZoneInfo? found))
            {
                return false;
            }

            Zone = found!;
            position = end;
            return true;
        }

        // Spark reads a fraction of as many digits as letters, or fewer.
        private bool ReadFraction(string text, ref int position, int count, bool lenient)
        {
            int start = position;
            while (position < text.Length && char.IsAsciiDigit(text[position]) && (lenient || position - start < count))
            {
                position++;
            }

            string digits = text[start..position].PadRight(6, '0')[..6];
            fraction = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
            return position > start;
        }

        private static bool Number(string text, ref int position, int min, int max, bool anyCount, out int number)
        {
            number = 0;
            if (anyCount)
            {
                while (position < text.Length && char.IsWhiteSpace(text[position]))
                {
                    position++;
                }
            }

            int start = position;
            while (position < text.Length && position - start < max && char.IsAsciiDigit(text[position]))
            {
                number = number * 10 + (text[position++] - '0');
            }

            return position - start >= (anyCount ? 1 : min);
        }

        private static int Name(string text, ref int position, string[] names, bool full)
        {
            for (int i = 0; i < names.Length; i++)
            {
                string name = full ? names[i] : names[i][..3];
                if (string.Compare(text, position, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    position += name.Length;
                    return i;
                }
            }

            return -1;
        }
    }
}
