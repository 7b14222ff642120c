namespace Microsoft.Spark.Sql;

public static partial class Functions
{
    public static Column Abs(Column column) => Sql.Column.Call("abs", column);

    public static Column Acos(Column column) => Sql.Column.Call("acos", column);

    public static Column Acos(string columnName) => Sql.Column.Call("acos", Sql.Column.Named(columnName));

    public static Column Acosh(Column column) => Sql.Column.Call("acosh", column);

    public static Column Acosh(string columnName) => Sql.Column.Call("acosh", Sql.Column.Named(columnName));

    public static Column Asin(Column column) => Sql.Column.Call("asin", column);

    public static Column Asin(string columnName) => Sql.Column.Call("asin", Sql.Column.Named(columnName));

    public static Column Asinh(Column column) => Sql.Column.Call("asinh", column);

    public static Column Asinh(string columnName) => Sql.Column.Call("asinh", Sql.Column.Named(columnName));

    public static Column Atan(Column column) => Sql.Column.Call("atan", column);

    public static Column Atan(string columnName) => Sql.Column.Call("atan", Sql.Column.Named(columnName));

    public static Column Atan2(Column y, Column x) => Sql.Column.Call("atan2", y, x);

    public static Column Atan2(Column y, double xValue) => Sql.Column.Call("atan2", y, xValue);

    public static Column Atan2(Column y, string xName) => Sql.Column.Call("atan2", y, Sql.Column.Named(xName));

    public static Column Atan2(double yValue, Column x) => Sql.Column.Call("atan2", yValue, x);

    public static Column Atan2(double yValue, string xName) => Sql.Column.Call("atan2", yValue, Sql.Column.Named(xName));

    public static Column Atan2(string yName, Column x) => Sql.Column.Call("atan2", Sql.Column.Named(yName), x);

    public static Column Atan2(string yName, double xValue) => Sql.Column.Call("atan2", Sql.Column.Named(yName), xValue);

    public static Column Atan2(string yName, string xName) => Sql.Column.Call("atan2", Sql.Column.Named(yName), Sql.Column.Named(xName));

    public static Column Atanh(Column column) => Sql.Column.Call("atanh", column);

    public static Column Atanh(string columnName) => Sql.Column.Call("atanh", Sql.Column.Named(columnName));

    public static Column Bin(Column column) => Sql.Column.Call("bin", column);

    public static Column Bin(string columnName) => Sql.Column.Call("bin", Sql.Column.Named(columnName));

    public static Column BitwiseNOT(Column column) => Sql.Column.Call("~", column);

    public static Column Bitwise_Not(Column column) => Sql.Column.Call("~", column);

    public static Column Bround(Column column) => Sql.Column.Call("bround", column);

    public static Column Bround(Column column, int scale) => Sql.Column.Call("bround", column, scale);

    public static Column Cbrt(Column column) => Sql.Column.Call("cbrt", column);

    public static Column Cbrt(string columnName) => Sql.Column.Call("cbrt", Sql.Column.Named(columnName));

    public static Column Ceil(Column column) => Sql.Column.Call("ceil", column);

    public static Column Ceil(string columnName) => Sql.Column.Call("ceil", Sql.Column.Named(columnName));

    public static Column Conv(Column column, int fromBase, int toBase) => Sql.Column.Call("conv", column, fromBase, toBase);

    public static Column Cos(Column column) => Sql.Column.Call("cos", column);

    public static Column Cos(string columnName) => Sql.Column.Call("cos", Sql.Column.Named(columnName));

    public static Column Cosh(Column column) => Sql.Column.Call("cosh", column);

    public static Column Cosh(string columnName) => Sql.Column.Call("cosh", Sql.Column.Named(columnName));

    public static Column Degrees(Column column) => Sql.Column.Call("degrees", column);

    public static Column Degrees(string columnName) => Sql.Column.Call("degrees", Sql.Column.Named(columnName));

    public static Column Exp(Column column) => Sql.Column.Call("exp", column);

    public static Column Exp(string columnName) => Sql.Column.Call("exp", Sql.Column.Named(columnName));

    public static Column Expm1(Column column) => Sql.Column.Call("expm1", column);

    public static Column Expm1(string columnName) => Sql.Column.Call("expm1", Sql.Column.Named(columnName));

    public static Column Factorial(Column column) => Sql.Column.Call("factorial", column);

    public static Column Floor(Column column) => Sql.Column.Call("floor", column);

    public static Column Floor(string columnName) => Sql.Column.Call("floor", Sql.Column.Named(columnName));

    public static Column Hypot(Column left, Column right) => Sql.Column.Call("hypot", left, right);

    public static Column Hypot(Column left, double right) => Sql.Column.Call("hypot", left, right);

    public static Column Hypot(Column left, string rightName) => Sql.Column.Call("hypot", left, Sql.Column.Named(rightName));

    public static Column Hypot(double left, Column right) => Sql.Column.Call("hypot", left, right);

    public static Column Hypot(double left, string rightName) => Sql.Column.Call("hypot", left, Sql.Column.Named(rightName));

    public static Column Hypot(string leftName, Column right) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), right);

    public static Column Hypot(string leftName, double right) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), right);

    public static Column Hypot(string leftName, string rightName) => Sql.Column.Call("hypot", Sql.Column.Named(leftName), Sql.Column.Named(rightName));

    public static Column IsNaN(Column column) => Sql.Column.Call("isnan", column);

    public static Column Log(Column column) => Sql.Column.Call("log", column);

    public static Column Log(string columnName) => Sql.Column.Call("log", Sql.Column.Named(columnName));

    public static Column Log(double logBase, Column column) => Sql.Column.Call("log", logBase, column);

    public static Column Log(double logBase, string columnName) => Sql.Column.Call("log", logBase, Sql.Column.Named(columnName));

    public static Column Log10(Column column) => Sql.Column.Call("log10", column);

    public static Column Log10(string columnName) => Sql.Column.Call("log10", Sql.Column.Named(columnName));

    public static Column Log1p(Column column) => Sql.Column.Call("log1p", column);

    public static Column Log1p(string columnName) => Sql.Column.Call("log1p", Sql.Column.Named(columnName));

    public static Column Log2(Column column) => Sql.Column.Call("log2", column);

    public static Column Log2(string columnName) => Sql.Column.Call("log2", Sql.Column.Named(columnName));

    public static Column NaNvl(Column column1, Column column2) => Sql.Column.Call("nanvl", column1, column2);

    public static Column Pmod(Column left, Column right) => Sql.Column.Call("pmod", left, right);

    public static Column Pow(Column left, Column right) => Sql.Column.Call("power", left, right);

    public static Column Pow(Column left, double right) => Sql.Column.Call("power", left, right);

    public static Column Pow(Column left, string rightName) => Sql.Column.Call("power", left, Sql.Column.Named(rightName));

    public static Column Pow(double left, Column right) => Sql.Column.Call("power", left, right);

    public static Column Pow(double left, string rightName) => Sql.Column.Call("power", left, Sql.Column.Named(rightName));

    public static Column Pow(string leftName, Column right) => Sql.Column.Call("power", Sql.Column.Named(leftName), right);

    public static Column Pow(string leftName, double right) => Sql.Column.Call("power", Sql.Column.Named(leftName), right);

    public static Column Pow(string leftName, string rightName) => Sql.Column.Call("power", Sql.Column.Named(leftName), Sql.Column.Named(rightName));

    public static Column Radians(Column column) => Sql.Column.Call("radians", column);

    public static Column Radians(string columnName) => Sql.Column.Call("radians", Sql.Column.Named(columnName));

    public static Column Rand() => Sql.Column.Call("rand");

    public static Column Rand(long seed) => Sql.Column.Call("rand", seed);

    public static Column Randn() => Sql.Column.Call("randn");

    public static Column Randn(long seed) => Sql.Column.Call("randn", seed);

    public static Column Rint(Column column) => Sql.Column.Call("rint", column);

    public static Column Rint(string columnName) => Sql.Column.Call("rint", Sql.Column.Named(columnName));

    public static Column Round(Column column) => Sql.Column.Call("round", column);

    public static Column Round(Column column, int scale) => Sql.Column.Call("round", column, scale);

    public static Column ShiftLeft(Column column, int numBits) => Sql.Column.Call("shiftleft", column, numBits);

    public static Column ShiftRight(Column column, int numBits) => Sql.Column.Call("shiftright", column, numBits);

    public static Column ShiftRightUnsigned(Column column, int numBits) => Sql.Column.Call("shiftrightunsigned", column, numBits);

    public static Column Shiftleft(Column column, int numBits) => Sql.Column.Call("shiftleft", column, numBits);

    public static Column Shiftright(Column column, int numBits) => Sql.Column.Call("shiftright", column, numBits);

    public static Column Shiftrightunsigned(Column column, int numBits) => Sql.Column.Call("shiftrightunsigned", column, numBits);

    public static Column Signum(Column column) => Sql.Column.Call("signum", column);

    public static Column Signum(string columnName) => Sql.Column.Call("signum", Sql.Column.Named(columnName));

    public static Column Sin(Column column) => Sql.Column.Call("sin", column);

    public static Column Sin(string columnName) => Sql.Column.Call("sin", Sql.Column.Named(columnName));

    public static Column Sinh(Column column) => Sql.Column.Call("sinh", column);

    public static Column Sinh(string columnName) => Sql.Column.Call("sinh", Sql.Column.Named(columnName));

    public static Column Sqrt(Column column) => Sql.Column.Call("sqrt", column);

    public static Column Sqrt(string columnName) => Sql.Column.Call("sqrt", Sql.Column.Named(columnName));

    public static Column Tan(Column column) => Sql.Column.Call("tan", column);

    public static Column Tan(string columnName) => Sql.Column.Call("tan", Sql.Column.Named(columnName));

    public static Column Tanh(Column column) => Sql.Column.Call("tanh", column);

    public static Column Tanh(string columnName) => Sql.Column.Call("tanh", Sql.Column.Named(columnName));
}
