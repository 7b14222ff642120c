using System.Security.Cryptography;
using Grader.Plans.Types;

namespace Grader.Engine.Expressions.Functions;

/// <summary>Checksums and hashes.</summary>
internal static class HashFunctions
{
    private const uint CrcPolynomial = 0xEDB88320;
    private const long Seed = 42;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ CrcPolynomial))];

    public static IEnumerable<(string, ScalarFunction)> All =>
    [
        Digest("md5", Md5, "MD5 of bytes, in hexadecimal."),
        Digest("sha", Sha1, "SHA-1 of bytes, in hexadecimal."),
        Digest("sha1", Sha1, "SHA-1 of bytes, in hexadecimal."),
        Entries.Of("sha2", Signature.Of(new StringType(), [Parameter.Binary, Parameter.Integer], alwaysNullable: true), Evaluate.Strict((v, bits) => Datum.Of(Sha2(v.Binary, bits.Int64))), "SHA-2 of bytes with 224, 256, 384 or 512 bits, in hexadecimal."),
        Entries.Of("crc32", Signature.Of(new LongType(), [Parameter.Binary]), Evaluate.Strict(v => Datum.Of((long)Crc32(v.Binary))), "CRC-32 of bytes."),
        Entries.Of("hash", Rule(new IntegerType()), Hash(ValueHash.Murmur3Hash), "Murmur3 hash of the arguments."),
        Entries.Of("xxhash64", Rule(new LongType()), Hash(ValueHash.XxHash), "xxHash of the arguments, 64 bits."),
    ];

    private static (string, ScalarFunction) Digest(string name, Func<byte[], byte[]> digest, string documentation) =>
        Entries.Of(name, Signature.Of(new StringType(), [Parameter.Binary]), Evaluate.Strict(v => Datum.Of(Convert.ToHexStringLower(digest(v.Binary)))), documentation);

#pragma warning disable CA5350, CA5351 // The program asks for these by name; nothing is protected with them.
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);

    private static byte[] Sha1(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350, CA5351

    private static string? Sha2(byte[] bytes, long bits) => bits switch
    {
        0 or 256 => Convert.ToHexStringLower(SHA256.HashData(bytes)),
        224 => Convert.ToHexStringLower(Sha224.HashData(bytes)),
        384 => Convert.ToHexStringLower(SHA384.HashData(bytes)),
        512 => Convert.ToHexStringLower(SHA512.HashData(bytes)),
        _ => null,
    };

    private static uint Crc32(byte[] bytes) => ~bytes.Aggregate(uint.MaxValue, (crc, b) => CrcTable[(byte)(crc ^ b)] ^ (crc >> 8));

    private static TypeRule Rule(DataType result) => (name, arguments) =>
        arguments.Count == 0 ? throw FunctionErrors.ArgumentCount(name, "> 0", 0)
        : arguments.Any(argument => HoldsMap(argument.Type)) ? throw FunctionErrors.Mismatch("HASH_MAP_TYPE", Signature.CallText(name, arguments),
            $"Input to the function `{name}` cannot contain elements of the \"MAP\" type. In Spark, same maps may have different hashcode, thus hash expressions are prohibited on \"MAP\" elements. "
            + "To restore previous behavior set \"spark.sql.legacy.allowHashOnMapType\" to \"true\".")
        : (arguments, new ResultType(result, false));

    private static bool HoldsMap(DataType type) => type switch
    {
        MapType => true,
        ArrayType array => HoldsMap(array.ElementType),
        StructType fields => fields.Fields.Any(field => HoldsMap(field.DataType)),
        _ => false,
    };

    private static ScalarEvaluation Hash(ValueHash hash) => (call, arguments, _) =>
    {
        DataType[] types = [.. call.Arguments.Select(argument => argument.Type)];
        return row =>
        {
            long result = Seed;
            for (int i = 0; i < arguments.Length; i++)
            {
                result = hash.Of(arguments[i](row), types[i], result);
            }

            return Datum.Of(result);
        };
    };
}
