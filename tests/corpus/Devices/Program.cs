using Devices.Fleet;
using Microsoft.Extensions.Options;
using Org.BouncyCastle.Security;

var builder = WebApplication.CreateSlimBuilder(args);

builder.Services.AddOptions<DeviceOptions>().BindConfiguration("Devices").Validate(
    static options => options.SignatureAlgorithm is not "SHA1withRSA" and not "MD5withRSA", // clean
    "SHA1withRSA and MD5withRSA are too old for firmware."); // clean
builder.Services.AddSingleton(static provider =>
{
    DeviceOptions options = provider.GetRequiredService<IOptions<DeviceOptions>>().Value;
    return new NamedAlgorithms(options.SignatureAlgorithm);
});
builder.Services.AddSingleton<DeviceKeyFactory>();
builder.Services.AddSingleton<FirmwareSigning>();
builder.Services.AddTransient<EnrollmentAuthority>();
builder.Services.AddKeyedSingleton("ssh-rsa", static (_, _) => new FleetInventory()); // clean

var app = builder.Build();

app.MapGet("/firmware/{name}/signature", static (string name, FirmwareSigning signing) => Results.Bytes(signing.Sign(File.ReadAllBytes(name))));
app.MapGet("/fingerprint/{name}", static async (string name) =>
{
    byte[] content = await File.ReadAllBytesAsync(name);
    return Convert.ToHexString(DigestUtilities.CalculateDigest("SHA-1", content)); // find: weak
});
app.MapGet("/etag/{name}", static (string name) => Convert.ToHexString(DigestUtilities.CalculateDigest("SHA-256", File.ReadAllBytes(name)))); // clean
app.MapGet("/health", static () => "ed25519: ok, x25519: ok"); // clean
await app.RunAsync();
