using QuantumAttributes.Analyzers.Tests.Infrastructure;
using QuantumAttributes.Analyzers.Usage;

namespace QuantumAttributes.Analyzers.Tests.Usage;

public class LongContextAnalyzerTests
{
    private static readonly string Longest = new('x', 255);

    [Theory]
    [InlineData("key.Sign(data, [|\"LONGx\"u8|]);")]
    [InlineData("key.Sign(data, [|new byte[256]|]);")]
    [InlineData("key.Sign(data, context: [|stackalloc byte[300]|]);")]
    [InlineData("key.Sign(data, [|Encoding.UTF8.GetBytes(\"LONGx\")|]);")]
    [InlineData("key.VerifyingKey.Verify(data, data, [|\"LONGx\"u8|]);")]
    [InlineData("key.VerifyingKey.Verify(data, data, [|new byte[Length]|]);")]
    [InlineData("_ = keys.SignAsync(slot, data, [|\"LONGx\"u8.ToArray()|]);")]
    [InlineData("_ = keys.SignAsync(slot, data, [|new byte[256].AsMemory()|]);")]
    public Task Given_ContextOf256Bytes_When_Analyzed_Expect_Reported(string statement) => VerifyAsync(statement);

    [Theory]
    [InlineData("key.Sign(data, \"LONG\"u8);")]
    [InlineData("key.Sign(data, new byte[255]);")]
    [InlineData("key.Sign(data, stackalloc byte[255]);")]
    [InlineData("key.Sign(data, stackalloc byte[data.Length]);")]
    [InlineData("key.Sign(data, new byte[data.Length]);")]
    [InlineData("key.Sign(data);")]
    [InlineData("key.Sign(new byte[256], \"short\"u8);")]
    [InlineData("key.Sign(data, new byte[256].AsSpan(0, 10));")]
    [InlineData("key.Sign(data, Encoding.UTF8.GetBytes(\"LONG\"));")]
    [InlineData("_ = keys.SignAsync(slot, new byte[256], \"LONG\"u8.ToArray());")]
    [InlineData("Mine(context: new byte[256]); void Mine(byte[] context) { }")]
    public Task Given_ShorterContext_When_Analyzed_Expect_Nothing(string statement) => VerifyAsync(statement);

    [Fact]
    public Task Given_CollectionOf256Bytes_When_Analyzed_Expect_Reported() =>
        VerifyAsync($"key.Sign(data, [|[{string.Join(", ", Enumerable.Repeat("1", 256))}]|]); key.Sign(data, [1, 2, .. data]);");

    private static Task VerifyAsync(string statement) => AnalyzerTest.VerifyAsync<LongContextAnalyzer>($$"""
        using System;
        using System.Text;
        using QuantumAttributes.Cryptography;
        using QuantumAttributes.Keys;

        class C
        {
            const int Length = 256;

            void M(SigningKey key, IQuantumKeyManager keys, KeySlot slot, byte[] data) 
            {
                {{statement.Replace("LONG", Longest, StringComparison.Ordinal)}}
            }
        }
        """);
}
