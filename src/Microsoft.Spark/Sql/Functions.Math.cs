namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    /// <summary>The number without its sign.</summary>
    public static Column Abs(Column column) => Sql.Column.Call("abs", column);

    /// <summary>Inverse cosine; NaN outside of -1 to 1.</summary>
    public static Column Acos(Column column) => Sql.Column.Call("acos", column);

    /// <inheritdoc cref="Acos(Column)"/>
    public static Column Acos(string columnName) => Sql.Column.Call("acos", Sql.Column.Named(columnName));

    /// <summary>Inverse hyperbolic cosine; NaN below 1.</summary>
    public static Column Acosh(Column column) => Sql.Column.Call("acosh", column);

    /// <inheritdoc cref="Acosh(Column)"/>
    public static Column Acosh(string columnName) => Sql.Column.Call("acosh", Sql.Column.Named(columnName));

    /// <summary>Inverse sine; NaN outside of -1 to 1.</summary>
    public static Column Asin(Column column) => Sql.Column.Call("asin", column);

    /// <inheritdoc cref="Asin(Column)"/>
    public static Column Asin(string columnName) => Sql.Column.Call("asin", Sql.Column.Named(columnName));

    /// <summary>Inverse hyperbolic sine.</summary>
    public static Column Asinh(Column column) => Sql.Column.Call("asinh", column);

    /// <inheritdoc cref="Asinh(Column)"/>
    public static Column Asinh(string columnName) => Sql.Column.Call("asinh", Sql.Column.Named(columnName));

    /// <summary>Inverse tangent.</summary>
    public static Column Atan(Column column) => Sql.Column.Call("atan", column);

    /// <inheritdoc cref="Atan(Column)"/>
    public static Column Atan(string columnName) => Sql.Column.Call("atan", Sql.Column.Named(columnName));

    /// <summary>Angle of the point (second, first).</summary>
    public static Column Atan2(Column y, Column x) => Sql.Column.Call("atan2", y, x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(Column y, double xValue) => Sql.Column.Call("atan2", y, xValue);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(Column y, string xName) => Sql.Column.Call("atan2", y, Sql.Column.Named(xName));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(double yValue, Column x) => Sql.Column.Call("atan2", yValue, x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(double yValue, string xName) => Sql.Column.Call("atan2", yValue, Sql.Column.Named(xName));

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, Column x) => Sql.Column.Call("atan2", Sql.Column.Named(yName), x);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, double xValue) => Sql.Column.Call("atan2", Sql.Column.Named(yName), xValue);

    /// <inheritdoc cref="Atan2(Column, Column)"/>
    public static Column Atan2(string yName, string xName) => Sql.Column.Call("atan2", Sql.Column.Named(yName), Sql.Column.Named(xName));

    /// <summary>Inverse hyperbolic tangent; NaN outside of -1 to 1.</summary>
    public static Column Atanh(Column column) => Sql.Column.Call("atanh", column);

    /// <inheritdoc cref="Atanh(Column)"/>
    public static Column Atanh(string columnName) => Sql.Column.Call("atanh", Sql.Column.Named(columnName));

    /// <summary>The number in binary digits.</summary>
    public static Column Bin(Column column) => Sql.Column.Call("bin", column);

    /// <inheritdoc cref="Bin(Column)"/>
    public static Column Bin(string columnName) => Sql.Column.Call("bin", Sql.Column.Named(columnName));

    /// <summary>Rounded half to even to a number of decimals.</summary>
    public static Column BitwiseNOT(Column column) => Sql.Column.Call("~", column);

    /// <summary>Rounded half to even to a number of decimals.</summary>
    public static Column Bitwise_Not(Column column) => Sql.Column.Call("~", column);

    /// <summary>Rounded half to even to a number of decimals.</summary>
    public static Column Bround(Column column) => Sql.Column.Call("bround", column);

    /// <inheritdoc cref="Bround(Column)"/>
    public static Column Bround(Column column, int scale) => Sql.Column.Call("bround", column, scale);

    /// <summary>Cube root.</summary>
    public static Column Cbrt(Column column) => Sql.Column.Call("cbrt", column);

    /// <inheritdoc cref="Cbrt(Column)"/>
    public static Column Cbrt(string columnName) => Sql.Column.Call("cbrt", Sql.Column.Named(columnName));

    /// <summary>The least whole number not below.</summary>
    public static Column Ceil(Column column) => Sql.Column.Call("ceil", column);

    /// <inheritdoc cref="Ceil(Column)"/>
    public static Column Ceil(string columnName) => Sql.Column.Call("ceil", Sql.Column.Named(columnName));

    /// <summary>A number from one base in another.</summary>
    public static Column Conv(Column column, int fromBase, int toBase) => Sql.Column.Call("conv", column, fromBase, toBase);

    /// <summary>Cosine.</summary>
    public static Column Cos(Column column) => Sql.Column.Call("cos", column);

    /// <inheritdoc cref="Cos(Column)"/>
    public static Column Cos(string columnName) => Sql.Column.Call("cos", Sql.Column.Named(columnName));

    /// <summary>Hyperbolic cosine.</summary>
    public static Column Cosh(Column column) => Sql.Column.Call("cosh", column);

    /// <inheritdoc cref="Cosh(Column)"/>
    public static Column Cosh(string columnName) => Sql.Column.Call("cosh", Sql.Column.Named(columnName));

    /// <summary>Radians as degrees.</summary>
    public static Column Degrees(Column column) => Sql.Column.Call("degrees", column);

    /// <inheritdoc cref="Degrees(Column)"/>
    public static Column Degrees(string columnName) => Sql.Column.Call("degrees", Sql.Column.Named(columnName));

    /// <summary>e to that power.</summary>
    public static Column Exp(Column column) => Sql.Column.Call("exp", column);

    /// <inheritdoc cref="Exp(Column)"/>
    public static Column Exp(string columnName) => Sql.Column.Call("exp", Sql.Column.Named(columnName));

    /// <summary>e to that power, less 1.</summary>
    public static Column Expm1(Column column) => Sql.Column.Call("expm1", column);

    /// <inheritdoc cref="Expm1(Column)"/>
    public static Column Expm1(string columnName) => Sql.Column.Call("expm1", Sql.Column.Named(columnName));

    /// <summary>The product of 1 to a number; null outside of 0 to 20.</summary>
    public static Column Factorial(Column column) => Sql.Column.Call("factorial", column);

    /// <summary>The greatest whole number not above.</summary>
    public static Column Floor(Column column) => Sql.Column.Call("floor", column);

    /// <inheritdoc cref="Floor(Column)"/>
    public static Column Floor(string columnName) => Sql.Column.Call("floor", Sql.Column.Named(columnName));

    /// <summary>Square root of the sum of squares.</summary>
    public static Column Hypot(Column left, Column right) => Sql.Column.Call("hypot", left, right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(Column left, double right) => Sql.Column.Call("hypot", left, right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(Column left, string rightName) => Sql.Column.Call("hypot", left, Sql.Column.Named(rightName));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(double left, Column right) => Sql.Column.Call("hypot", left, right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(double left, string rightName) => Sql.Column.Call("hypot", left, Sql.Column.Named(rightName));

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, Column right) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, double right) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), right);

    /// <inheritdoc cref="Hypot(Column, Column)"/>
    public static Column Hypot(string leftName, string rightName) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), Sql.Column.Named(rightName));

    /// <summary>Whether the number is NaN; false for null.</summary>
    public static Column IsNaN(Column column) => Sql.Column.Call("isnan", column);

    /// <summary>Logarithm of a base, e where it is left out; null for what is not positive.</summary>
    public static Column Log(Column column) => Sql.Column.Call("log", column);

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(string columnName) => Sql.Column.Call("log", Sql.Column.Named(columnName));

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(double logBase, Column column) => Sql.Column.Call("log", logBase, column);

    /// <inheritdoc cref="Log(Column)"/>
    public static Column Log(double logBase, string columnName) => Sql.Column.Call("log", logBase, Sql.Column.Named(columnName));

    /// <summary>Logarithm of base 10; null for what is not positive.</summary>
    public static Column Log10(Column column) => Sql.Column.Call("log10", column);

    /// <inheritdoc cref="Log10(Column)"/>
    public static Column Log10(string columnName) => Sql.Column.Call("log10", Sql.Column.Named(columnName));

    /// <summary>Natural logarithm of 1 more; null up to -1.</summary>
    public static Column Log1p(Column column) => Sql.Column.Call("log1p", column);

    /// <inheritdoc cref="Log1p(Column)"/>
    public static Column Log1p(string columnName) => Sql.Column.Call("log1p", Sql.Column.Named(columnName));

    /// <summary>Logarithm of base 2; null for what is not positive.</summary>
    public static Column Log2(Column column) => Sql.Column.Call("log2", column);

    /// <inheritdoc cref="Log2(Column)"/>
    public static Column Log2(string columnName) => Sql.Column.Call("log2", Sql.Column.Named(columnName));

    /// <summary>The second argument where the first is NaN.</summary>
    public static Column NaNvl(Column column1, Column column2) => Sql.Column.Call("nanvl", column1, column2);

    /// <summary>Remainder that is not negative for a positive divisor.</summary>
    public static Column Pmod(Column left, Column right) => Sql.Column.Call("pmod", left, right);

    /// <summary>A number to a power.</summary>
    public static Column Pow(Column left, Column right) => Sql.Column.Call("power", left, right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(Column left, double right) => Sql.Column.Call("power", left, right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(Column left, string rightName) => Sql.Column.Call("power", left, Sql.Column.Named(rightName));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(double left, Column right) => Sql.Column.Call("power", left, right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(double left, string rightName) => Sql.Column.Call("power", left, Sql.Column.Named(rightName));

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, Column right) => Sql.Column.Call("power", Sql.Column.Named(leftName), right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, double right) => Sql.Column.Call("power", Sql.Column.Named(leftName), right);

    /// <inheritdoc cref="Pow(Column, Column)"/>
    public static Column Pow(string leftName, string rightName) => Sql.Column.Call("power", Sql.Column.Named(leftName), Sql.Column.Named(rightName));

    /// <summary>Degrees as radians.</summary>
    public static Column Radians(Column column) => Sql.Column.Call("radians", column);

    /// <inheritdoc cref="Radians(Column)"/>
    public static Column Radians(string columnName) => Sql.Column.Call("radians", Sql.Column.Named(columnName));

    /// <summary>A random number from 0 to below 1.</summary>
    public static Column Rand() => Sql.Column.Call("rand");

    /// <inheritdoc cref="Rand()"/>
    public static Column Rand(long seed) => Sql.Column.Call("rand", seed);

    /// <summary>A normally distributed random number.</summary>
    public static Column Randn() => Sql.Column.Call("randn");

    /// <inheritdoc cref="Randn()"/>
    public static Column Randn(long seed) => Sql.Column.Call("randn", seed);

    /// <summary>The nearest whole number, as DOUBLE.</summary>
    public static Column Rint(Column column) => Sql.Column.Call("rint", column);

    /// <inheritdoc cref="Rint(Column)"/>
    public static Column Rint(string columnName) => Sql.Column.Call("rint", Sql.Column.Named(columnName));

    /// <summary>Rounded half up to a number of decimals.</summary>
    public static Column Round(Column column) => Sql.Column.Call("round", column);

    /// <inheritdoc cref="Round(Column)"/>
    public static Column Round(Column column, int scale) => Sql.Column.Call("round", column, scale);

    /// <summary>Bits moved to the left.</summary>
    public static Column ShiftLeft(Column column, int numBits) => Sql.Column.Call("shiftleft", column, numBits);

    /// <summary>Bits moved to the right; the sign stays.</summary>
    public static Column ShiftRight(Column column, int numBits) => Sql.Column.Call("shiftright", column, numBits);

    /// <summary>Bits moved to the right; zeros come in.</summary>
    public static Column ShiftRightUnsigned(Column column, int numBits) => Sql.Column.Call("shiftrightunsigned", column, numBits);

    /// <summary>Bits moved to the left.</summary>
    public static Column Shiftleft(Column column, int numBits) => Sql.Column.Call("shiftleft", column, numBits);

    /// <summary>Bits moved to the right; the sign stays.</summary>
    public static Column Shiftright(Column column, int numBits) => Sql.Column.Call("shiftright", column, numBits);

    /// <summary>Bits moved to the right; zeros come in.</summary>
    public static Column Shiftrightunsigned(Column column, int numBits) => Sql.Column.Call("shiftrightunsigned", column, numBits);

    /// <summary>Sign as -1.0, 0.0 or 1.0.</summary>
    public static Column Signum(Column column) => Sql.Column.Call("signum", column);

    /// <inheritdoc cref="Signum(Column)"/>
    public static Column Signum(string columnName) => Sql.Column.Call("signum", Sql.Column.Named(columnName));

    /// <summary>Sine.</summary>
    public static Column Sin(Column column) => Sql.Column.Call("sin", column);

    /// <inheritdoc cref="Sin(Column)"/>
    public static Column Sin(string columnName) => Sql.Column.Call("sin", Sql.Column.Named(columnName));

    /// <summary>Hyperbolic sine.</summary>
    public static Column Sinh(Column column) => Sql.Column.Call("sinh", column);

    /// <inheritdoc cref="Sinh(Column)"/>
    public static Column Sinh(string columnName) => Sql.Column.Call("sinh", Sql.Column.Named(columnName));

    /// <summary>Square root; NaN below zero.</summary>
    public static Column Sqrt(Column column) => Sql.Column.Call("sqrt", column);

    /// <inheritdoc cref="Sqrt(Column)"/>
    public static Column Sqrt(string columnName) => Sql.Column.Call("sqrt", Sql.Column.Named(columnName));

    /// <summary>Tangent.</summary>
    public static Column Tan(Column column) => Sql.Column.Call("tan", column);

    /// <inheritdoc cref="Tan(Column)"/>
    public static Column Tan(string columnName) => Sql.Column.Call("tan", Sql.Column.Named(columnName));

    /// <summary>Hyperbolic tangent.</summary>
    public static Column Tanh(Column column) => Sql.Column.Call("tanh", column);

    /// <inheritdoc cref="Tanh(Column)"/>
    public static Column Tanh(string columnName) => Sql.Column.Call("tanh", Sql.Column.Named(columnName));
}
