using Microsoft.Spark.Sql.Types;

namespace Microsoft.Spark.Sql;

/// <summary>A row with its schema.</summary>
public sealed class Row
{
    private readonly GenericRow row;

    internal Row(object[] values, StructType schema) : this(new GenericRow(values), schema) { }

    private Row(GenericRow row, StructType schema) => (this.row, Schema) = (row, schema);

    /// <summary>Null for a row made from a <see cref="GenericRow"/>.</summary>
    public StructType Schema { get; }

    public object[] Values => row.Values;

    public object this[int index] => Get(index);

    public static implicit operator Row(GenericRow genericRow) => new(genericRow, null);

    public int Size() => row.Size();

    public object Get(int index) => row.Get(index);

    /// <summary>The value of the column of exactly that name.</summary>
    public object Get(string columnName) => Get(Schema.Fields.FindIndex(field => field.Name == columnName));

    /// <summary>The value as that type; numbers are converted as long as they fit.</summary>
    public T GetAs<T>(int index) => ExternalValues.ConvertTo<T>(Get(index));

    public T GetAs<T>(string columnName) => ExternalValues.ConvertTo<T>(Get(columnName));

    public override string ToString() => row.ToString();

    public override bool Equals(object obj) => obj is Row other && row.Equals(other.row) && Equals(Schema, other.Schema);

    public override int GetHashCode() => row.GetHashCode();
}
