using System.Globalization;
using System.Text;
using Grader.Engine.Expressions;
using Grader.Plans.Types;

namespace Grader.Compare;

/// <summary>A row taken apart for comparing: what must be the same to the last bit, and the finite floating-point numbers, which need only be near.</summary>
/// <param name="Exact">Everything else as unambiguous text, NULL, NaN and infinities included.</param>
/// <param name="Numbers">In the order in which they stand in the row.</param>
internal readonly record struct ComparableRow(string Exact, double[] Numbers)
{
    /// <summary>DOUBLE results of equal computations differ in their last digits when rows are added in another order.</summary>
    private const double Tolerance = 1e-9;

    /// <param name="types">Types of the compared columns; an INT is stored as a BIGINT is, so the reference's types serve both sides.</param>
    /// <param name="positions">Where those columns stand in <paramref name="row"/>.</param>
    public static ComparableRow Of(Datum[] row, IReadOnlyList<DataType> types, IReadOnlyList<int> positions)
    {
        var exact = new StringBuilder();
        List<double> numbers = [];
        for (int i = 0; i < types.Count; i++)
        {
            Append(exact, numbers, row[positions[i]], types[i]);
        }

        return new ComparableRow(exact.ToString(), [.. numbers]);
    }

    public static bool IsNear(double left, double right) =>
        left == right || Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));

    public bool IsNear(ComparableRow other)
    {
        for (int i = 0; i < Numbers.Length; i++)
        {
            if (!IsNear(Numbers[i], other.Numbers[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static void Append(StringBuilder exact, List<double> numbers, Datum value, DataType type)
    {
        if (value.IsNull)
        {
            exact.Append("n;");
            return;
        }

        switch (type)
        {
            case DoubleType or FloatType:
                AppendDouble(exact, numbers, value.Double);
                break;
            case StringType:
                exact.Append(CultureInfo.InvariantCulture, $"s{value.String.Length}:").Append(value.String);
                break;
            case BinaryType:
                exact.Append(CultureInfo.InvariantCulture, $"x{Convert.ToHexString(value.Binary)};");
                break;
            case DecimalType:
                exact.Append(CultureInfo.InvariantCulture, $"c{value.Decimal};");
                break;
            case StructType structure:
                exact.Append('(');
                for (int i = 0; i < structure.Fields.Count; i++)
                {
                    Append(exact, numbers, value.Items[i], structure.Fields[i].DataType);
                }

                exact.Append(')');
                break;
            case ArrayType array:
                exact.Append('[');
                foreach (Datum item in value.Items)
                {
                    Append(exact, numbers, item, array.ElementType);
                }

                exact.Append(']');
                break;
            case MapType map:
                AppendMap(exact, numbers, value.Map, map);
                break;
            case CalendarIntervalType:
                exact.Append(CultureInfo.InvariantCulture, $"v{value.Reference};");
                break;
            default:
                exact.Append(CultureInfo.InvariantCulture, $"i{value.Int64};");
                break;
        }
    }

    private static void AppendDouble(StringBuilder exact, List<double> numbers, double value)
    {
        if (double.IsFinite(value))
        {
            exact.Append("d;");
            numbers.Add(value);
        }
        else
        {
            exact.Append(double.IsNaN(value) ? "N;" : value > 0 ? "P;" : "M;");
        }
    }

    // A map has no order: its entries are put into that of their keys.
    private static void AppendMap(StringBuilder exact, List<double> numbers, MapDatum map, MapType type)
    {
        DataType[] types = [type.KeyType, type.ValueType];
        IEnumerable<ComparableRow> entries = map.Keys.Select((key, i) => Of([key, map.Values[i]], types, [0, 1]))
            .OrderBy(entry => entry.Exact, StringComparer.Ordinal).ThenBy(entry => entry.Numbers.FirstOrDefault());
        exact.Append('{');
        foreach (ComparableRow entry in entries)
        {
            exact.Append(entry.Exact);
            numbers.AddRange(entry.Numbers);
        }

        exact.Append('}');
    }
}
