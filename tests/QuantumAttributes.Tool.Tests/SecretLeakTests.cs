using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Tool.Tests;

public sealed class SecretLeakTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly ToolHarness _tool = new();

    public void Dispose() => _tool.Dispose();

    // ToolHarness looks for every known secret in every output.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_command_Writes_a_private_key_a_seed_or_a_password(bool asJson)
    {
        _tool.Secrets.Add(Password);
        string keyFile = await _tool.NewKeyFileAsync("key"), password = _tool.Write("password", Password), pem = _tool.At("key.pem");
        string id = (await _tool.JsonAsync("create", "Signing", "--key-file", keyFile)).GetProperty("key").GetProperty("id").GetString()!;
        (await _tool.Keys("export", "--private", id, "--output", pem, "--password-file", password, "--key-file", keyFile)).Expect(ExitCode.Done);
        using (SigningKey key = SigningKey.ImportFromEncryptedPem(await File.ReadAllTextAsync(pem), Password))
            _tool.Secrets.Add(key.ExportSeed());

        string[] json = asJson ? ["--json"] : [];
        foreach (string[] command in (string[][])
            [
                ["list"], ["export"], ["export", id], ["doctor"], ["rotate", "Signing"], ["deactivate", id], ["import", "Signing", pem, "--password-file", password],
                ["import", "Signing/copy", pem], ["statement", "destroy", id, "--reason", "x"], ["destroy", id, "--reason", "x"], ["rewrap"],
                ["export", "--private", id, "--output", pem, "--force", "--password-file", password],
            ])
        {
            await _tool.Keys([.. command, "--key-file", keyFile, .. json]);
        }

        await _tool.RunAsync(["audit", "list", "--directory", _tool.Ring, "--key-file", keyFile, .. json]);
        await _tool.RunAsync(["audit", "verify", "--directory", _tool.Ring, "--key-file", keyFile, .. json]);
    }

    [Fact]
    public void The_scan_Finds_a_secret_in_each_of_its_spellings()
    {
        byte[] secret = [0xfb, 0xff, 1, 2, 3, 4, 5, 6];
        SecretScan scan = new();
        scan.Add(secret);

        foreach (string text in (string[])["+/8BAgMEBQY=", "-_8BAgMEBQY", "FBFF010203040506", "fbff010203040506"])
            Assert.ThrowsAny<Exception>(() => scan.Check($"a {text} b"));
        scan.Check("nothing");
    }
}
