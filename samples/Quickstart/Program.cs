using System.CommandLine;
using Quickstart.Client;
using Quickstart.Server;

var serve = new Option<bool>("--serve") { Description = "Only the server; stays up for a client in another terminal." };
var urls = new Option<string>("--urls")
{
    Description = "Where the server listens, with --serve.",
    DefaultValueFactory = _ => "http://127.0.0.1:5080",
};
var connect = new Option<string?>("--connect") { Description = "Only the client, against the server at this URL.", HelpName = "URL" };
var command = new RootCommand(
    "A bank that is safe against quantum computers, and its customer, in one process: they open an X-Wing channel, sign in with ML-DSA-65, "
    + "and show what is refused. Exit code: 0 when every step did what it should, 1 when not, 2 when an option is wrong.")
{
    serve, urls, connect,
};
command.Validators.Add(arguments =>
{
    if (arguments.GetValue(serve) && arguments.GetValue(connect) is not null)
        arguments.AddError("--serve and --connect are for two terminals: choose one.");
    if (arguments.GetResult(urls) is { Implicit: false } && !arguments.GetValue(serve))
        arguments.AddError("--urls goes with --serve.");
    if (arguments.GetValue(connect) is { } url && !IsHttp(url))
        arguments.AddError($"--connect: '{url}' is not an http or https URL such as http://127.0.0.1:5080.");
});
command.SetAction((arguments, cancellation) =>
    arguments.GetValue(serve) ? BankServer.ServeAsync(arguments.GetValue(urls)!, cancellation)
    : arguments.GetValue(connect) is { } url ? BankCustomer.VisitAsync(new Uri(url), CustomerState.Kept(), cancellation)
    : BothAsync(cancellation));

ParseResult parsed = command.Parse(args);
if (parsed.Errors.Count == 0)
    return await parsed.InvokeAsync();
foreach (var error in parsed.Errors)
    Console.Error.WriteLine(error.Message);
Console.Error.WriteLine("See --help.");
return 2;

static bool IsHttp(string url) => Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";

static async Task<int> BothAsync(CancellationToken cancellation)
{
    using CustomerState state = CustomerState.Passing();
    await using var server = await BankServer.StartAsync(Path.Combine(state.Directory, "keys"), cancellation);
    return await BankCustomer.VisitAsync(new Uri(server.Urls.First()), state, cancellation);
}
