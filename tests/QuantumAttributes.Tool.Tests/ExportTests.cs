using System.Text.Json;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Tool.Tests;

public sealed class ExportTests : IDisposable
{
    private const string Password = "correct horse battery";

    private readonly ToolHarness _tool = new();

    public ExportTests() => _tool.Secrets.Add(Password);

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Export_Writes_a_JWK_set_With_and_without_json(bool asJson)
    {
        string id = await _tool.CreateAsync("Signing");
        await _tool.CreateAsync("Sealing");

        string jwks = (await _tool.Keys(asJson ? ["export", "--json"] : ["export"])).Expect(ExitCode.Done).Out;

        JsonWebKeySet set = JsonWebKeySet.Parse(jwks);
        Assert.Contains(set.Entries, entry => entry.KeyId == id);
        Assert.Equal(2, set.Entries.Count); // the audit key's too
        Assert.DoesNotContain("\"priv\"", jwks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_Of_named_keys_Has_just_these()
    {
        string first = await _tool.CreateAsync("Signing");
        await _tool.CreateAsync("Signing/other");

        JsonWebKeySet set = JsonWebKeySet.Parse((await _tool.Keys("export", first[..8], first)).Expect(ExitCode.Done).Out);

        Assert.Equal(first, Assert.Single(set.Entries).KeyId);
    }

    [Fact]
    public async Task Export_Of_a_key_without_a_JWK_Is_refused()
    {
        string id = await _tool.CreateAsync("Sealing");

        (await _tool.Keys("export", id)).Expect(ExitCode.Failed);
    }

    [Theory]
    [InlineData("Signing")]
    [InlineData("Sealing")]
    public async Task A_private_key_Comes_back_by_import_As_it_went_out(string slot)
    {
        string id = await _tool.CreateAsync(slot, slot == "Sealing" ? ["--algorithm", "ML-KEM-768"] : []);
        string pem = _tool.At("key.pem"), password = _tool.Write("password", $"{Password}\n");

        (await _tool.Keys("export", "--private", id, "--output", pem, "--password-file", password)).Expect(ExitCode.Done);
        ToolOutcome imported = await _tool.RunAsync(
            "keys", "import", $"{slot}/copy", pem, "--password-file", password, "--directory", _tool.At("other"), "--json");

        Assert.Equal("Active", imported.Expect(ExitCode.Done).Json.GetProperty("key").GetProperty("state").GetString());
        Assert.StartsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----", await File.ReadAllTextAsync(pem), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(pem));
        ToolOutcome again = await _tool.Keys("import", slot, pem, "--password-file", password);
        Assert.Contains("already", again.Expect(ExitCode.Failed).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_Is_told_of_in_the_audit_log_And_never_overwrites_without_force()
    {
        string id = await _tool.CreateAsync("Signing");
        string pem = _tool.Write("key.pem", "something else"), password = _tool.Write("password", Password);
        string[] export = ["export", "--private", id, "--output", pem, "--password-file", password];

        (await _tool.Keys(export)).Expect(ExitCode.Failed);
        Assert.Equal("something else", await File.ReadAllTextAsync(pem));
        Assert.DoesNotContain("ExportPrivateKey", (await _tool.RunAsync("audit", "list", "--directory", _tool.Ring)).Out, StringComparison.Ordinal);

        (await _tool.Keys([.. export, "--force"])).Expect(ExitCode.Done);
        Assert.StartsWith("-----BEGIN ENCRYPTED", await File.ReadAllTextAsync(pem), StringComparison.Ordinal);
        Assert.Contains("ExportPrivateKey", (await _tool.RunAsync("audit", "list", "--directory", _tool.Ring)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_key_Needs_a_file_And_a_password()
    {
        string id = await _tool.CreateAsync("Signing");

        (await _tool.Keys("export", "--private", id)).Expect(ExitCode.Usage);
        (await _tool.Keys("export", id, "--private", id, "--output", _tool.At("key.pem"))).Expect(ExitCode.Usage);
        ToolOutcome unanswered = (await _tool.Keys("export", "--private", id, "--output", _tool.At("key.pem"))).Expect(ExitCode.Usage);
        (await _tool.Keys("export", "--private", id, "--output", _tool.At("key.pem"), "--password-file", _tool.Write("empty", ""))).Expect(ExitCode.Usage);

        Assert.Contains("--password-file", unanswered.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_tool.At("key.pem")));
    }

    [Fact]
    public async Task The_password_of_an_export_Is_asked_for_twice()
    {
        string id = await _tool.CreateAsync("Signing");
        string[] export = ["keys", "export", "--private", id, "--output", _tool.At("key.pem"), "--directory", _tool.Ring];

        (await _tool.AnswerAsync([Password, "a slip"], export)).Expect(ExitCode.Usage);
        (await _tool.AnswerAsync([Password, Password], export)).Expect(ExitCode.Done);

        using SigningKey key = SigningKey.ImportFromEncryptedPem(await File.ReadAllTextAsync(_tool.At("key.pem")), Password);
        JsonElement keys = (await _tool.JsonAsync("export", id)).GetProperty("keys");
        using VerifyingKey published = VerifyingKey.FromJwk(keys[0]);
        Assert.Equal(published.Thumbprint, key.VerifyingKey.Thumbprint);
    }

    [Fact]
    public async Task Import_Of_a_plain_key_that_is_open_to_others_Is_refused()
    {
        if (OperatingSystem.IsWindows())
            return; // modes are Unix's
        string pem = _tool.NewApprover("plain").Private;
        File.SetUnixFileMode(pem, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        ToolOutcome outcome = (await _tool.Keys("import", "Signing", pem)).Expect(ExitCode.Failed);

        Assert.Contains("chmod 600", outcome.Error, StringComparison.Ordinal);
        File.SetUnixFileMode(pem, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await _tool.Keys("import", "Signing", pem)).Expect(ExitCode.Done);
    }

    [Fact]
    public async Task Import_Of_what_does_not_fit_Is_refused()
    {
        string pem = _tool.NewApprover("signing").Private;

        (await _tool.Keys("import", "Sealing", pem)).Expect(ExitCode.Failed);
        (await _tool.Keys("import", "Signing", _tool.Write("junk", "junk"))).Expect(ExitCode.Failed);
        (await _tool.Keys("import", "Signing", _tool.At("missing"))).Expect(ExitCode.Failed);
        (await _tool.Keys("import", "SessionTickets", pem)).Expect(ExitCode.Usage);
    }
}
