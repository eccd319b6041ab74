using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Protection;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Tool.Tests;

public sealed class IdTests : IDisposable
{
    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public async Task An_id_may_be_abbreviated_to_four_digits_In_any_case()
    {
        string id = await _tool.CreateAsync("Signing");

        (await _tool.Keys("deactivate", id[..4].ToUpperInvariant())).Expect(ExitCode.Done);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("nothex")]
    [InlineData("00112233445566778899aabbccddeeff0")]
    public async Task What_is_no_id_Is_wrong_usage(string id)
    {
        await _tool.CreateAsync("Signing");

        (await _tool.Keys("deactivate", id)).Expect(ExitCode.Usage);
    }

    [Theory]
    [InlineData("activate")]
    [InlineData("deactivate")]
    [InlineData("compromise", "--reason", "x")]
    [InlineData("destroy", "--reason", "x")]
    [InlineData("export")]
    public async Task An_unknown_id_Is_refused(string command, params string[] options)
    {
        await _tool.CreateAsync("Signing");

        ToolOutcome outcome = (await _tool.Keys([command, "00112233445566778899aabbccddeeff", .. options])).Expect(ExitCode.Failed);

        Assert.Contains("has no key 00112233445566778899aabbccddeeff", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beginning_of_several_ids_Is_refused_And_they_are_named()
    {
        using SameBeginning random = new();
        using QuantumKeyManager manager = new(
            DirectoryKeyStore.Open(_tool.Ring), new NoProtection(), providers: ProviderSet.Create(ProviderPreference.Fastest, random));
        KeyDescription first = await manager.CreateKeyAsync(KeyPurpose.Signing), second = await manager.CreateKeyAsync(KeyPurpose.Sealing);

        ToolOutcome outcome = (await _tool.Keys("deactivate", "abcd")).Expect(ExitCode.Failed);

        Assert.Contains(first.Id.ToString(), outcome.Error, StringComparison.Ordinal);
        Assert.Contains(second.Id.ToString(), outcome.Error, StringComparison.Ordinal);
        (await _tool.Keys("deactivate", first.Id.ToString()[..12])).Expect(ExitCode.Done);
    }

    /// <summary>Random, but what has the size of a key id begins with ABCD.</summary>
    private sealed class SameBeginning : RandomNumberGenerator
    {
        public override void GetBytes(byte[] data) => GetBytes(data.AsSpan());

        public override void GetBytes(Span<byte> data)
        {
            Fill(data);
            if (data.Length == KeyId.Size)
                (data[0], data[1]) = (0xab, 0xcd);
        }
    }
}
