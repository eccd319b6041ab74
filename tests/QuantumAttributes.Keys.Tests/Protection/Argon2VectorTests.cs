using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys.Tests.Protection;

public class Argon2VectorTests(ITestOutputHelper output)
{
    [Fact]
    public void Given_PassphrasesOfTheReferenceCommand_When_Derived_Expect_ItsTags()
    {
        int cases = 0;
        foreach (JsonElement row in KeyVectors.Read("argon2id.json").EnumerateArray())
        {
            using PassphraseProtection protection = new(Encoding.UTF8.GetString(row.Bytes("passphrase")));
            var key = new byte[KeyProtection.KeySize];
            protection.DeriveKey(Parameters(row), key);

            Assert.Equal(row.Text("tag"), Convert.ToHexStringLower(key));
            cases++;
        }

        Assert.Equal(10, cases);
        output.WriteLine($"keys/argon2id.json keys of passphrases on BouncyCastle: {cases} cases");
    }

    // With a secret value and associated data, which protection has none of: this shows that BouncyCastle's Argon2id is that of the RFC.
    [Fact]
    public void Given_TheRfcsInputs_When_BouncyCastleDerives_Expect_ItsTag()
    {
        JsonElement row = KeyVectors.Read("argon2id-rfc9106.json");
        Argon2BytesGenerator generator = new();
        generator.Init(new Argon2Parameters.Builder(Argon2Parameters.Argon2id)
            .WithVersion(Argon2Parameters.Version13)
            .WithMemoryAsKB(row.Int("memory"))
            .WithIterations(row.Int("iterations"))
            .WithParallelism(row.Int("lanes"))
            .WithSalt(row.Bytes("salt"))
            .WithSecret(row.Bytes("secret"))
            .WithAdditional(row.Bytes("associatedData"))
            .Build());
        var tag = new byte[32];
        generator.GenerateBytes(row.Bytes("passphrase"), tag);

        Assert.Equal(row.Text("tag"), Convert.ToHexStringLower(tag));
        output.WriteLine("keys/argon2id-rfc9106.json section 5.3 on BouncyCastle: 1 cases");
    }

    private static byte[] Parameters(JsonElement row)
    {
        var parameters = new byte[9];
        BinaryPrimitives.WriteInt32BigEndian(parameters, row.Int("memory"));
        BinaryPrimitives.WriteInt32BigEndian(parameters.AsSpan(4), row.Int("iterations"));
        parameters[8] = (byte)row.Int("lanes");
        return [.. parameters, .. row.Bytes("salt")];
    }
}
